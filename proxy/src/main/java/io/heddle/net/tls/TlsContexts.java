package io.heddle.net.tls;

import io.heddle.jdk.BlockingCheck;
import io.heddle.net.FileFailures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.spec.PBEParameterSpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// Factory of TLS contexts from files in PEM.
public final class TlsContexts {
  /// Files of our certificate and its key. The certificate file begins with our own, followed by the
  /// intermediate ones.
  public record Identity(Path certificate, Path key) {}

  /// Certificate authorities to trust.
  public sealed interface Trust {
    /// Those of the system, as OpenSSL's programs find them.
    record OfSystem() implements Trust {}

    /// Those in a file, and no others.
    record InFile(Path certificates) implements Trust {}

    /// Any certificate, by any authority and for any name.
    record Insecure() implements Trust {}

    /// None: for a server that requests no certificates.
    record None() implements Trust {}
  }

  private static final char[] NO_PASSWORD = {};

  /// Encryption of a key in a store that never leaves this process: once, and not ten thousand times,
  /// which takes a tenth of a second.
  private static final KeyStore.ProtectionParameter IN_MEMORY =
      new KeyStore.PasswordProtection(
          NO_PASSWORD, "PBEWithHmacSHA256AndAES_256", new PBEParameterSpec(new byte[16], 1));

  /// Bytes of the largest file. The authorities of a system have a quarter of a megabyte.
  private static final int MAX_FILE = 16 << 20;

  // The JDK refuses clients that send a name with an underscore, or with a hyphen or dot at its
  // end,
  // and offers no other way to ignore the name: a listener has one certificate.
  static {
    System.setProperty("jdk.tls.server.disableExtensions", "server_name");
  }

  private TlsContexts() {}

  /// A context with this trust and identity.
  ///
  /// @throws TlsFileException if a file cannot be read or does not have what it should
  public static SSLContext context(Trust trust, Optional<Identity> identity) throws IOException {
    assert BlockingCheck.isAllowed();
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManager[] keys = identity.isPresent() ? keys(identity.get()) : new KeyManager[0];
      context.init(keys, trustManagers(trust), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS: " + e.getMessage(), e);
    }
  }

  /// Checks the file of a key without its certificate.
  ///
  /// @throws TlsFileException if it cannot be read or has no key
  public static void checkKey(Path file) throws TlsFileException {
    PrivateKey _ = read(file, Pem::privateKey);
  }

  static KeyManager[] keys(Identity identity) throws IOException, GeneralSecurityException {
    List<Certificate> chain = read(identity.certificate(), Pem::certificates);
    PrivateKey key = read(identity.key(), Pem::privateKey);
    checkPair(identity, key, chain.getFirst());
    KeyStore store = emptyStore();
    try {
      store.setEntry(
          "us", new KeyStore.PrivateKeyEntry(key, chain.toArray(Certificate[]::new)), IN_MEMORY);
    } catch (KeyStoreException e) {
      throw new TlsFileException(
          identity.certificate(), "each certificate must be signed by the one after it", e);
    }
    // Not PKIX, which chooses among several certificates, and decrypts the key anew for each
    // handshake: thousands of digests.
    KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static void checkPair(Identity identity, PrivateKey key, Certificate ours)
      throws TlsFileException {
    boolean match;
    try {
      match = KeyPairCheck.match(key, ours.getPublicKey());
    } catch (GeneralSecurityException e) {
      String algorithm = key.getAlgorithm();
      throw new TlsFileException(identity.key(), "a key for " + algorithm + " cannot sign", e);
    }
    if (!match) {
      throw new TlsFileException(
          identity.key(), "the key is not that of the first certificate in the other file");
    }
  }

  private static TrustManager[] trustManagers(Trust trust)
      throws IOException, GeneralSecurityException {
    if (trust instanceof Trust.OfSystem) {
      return trusting(SystemTrust.store());
    }
    if (trust instanceof Trust.InFile(var file)) {
      return trusting(Optional.of(store(read(file, Pem::certificates))));
    }
    return trust instanceof Trust.Insecure
        ? new TrustManager[] {new InsecureTrust()}
        : new TrustManager[0];
  }

  /// @param store the JDK's own authorities if there is none
  @SuppressWarnings("NullAway") // The JDK's word for its own authorities is null.
  private static TrustManager[] trusting(Optional<KeyStore> store) throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store.orElse(null));
    return Stream.of(factory.getTrustManagers())
        .map(manager ->
            manager instanceof X509ExtendedTrustManager authorities
                ? new HostnameTrust(authorities)
                : manager)
        .toArray(TrustManager[]::new);
  }

  static KeyStore store(List<Certificate> authorities)
      throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("ca" + i, authorities.get(i));
    }
    return store;
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private interface Parser<T> {
    T parse(String text) throws GeneralSecurityException;
  }

  private static <T> T read(Path file, Parser<T> parser) throws TlsFileException {
    assert BlockingCheck.isAllowed();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAX_FILE + 1);
      if (content.length > MAX_FILE) {
        throw new TlsFileException(file, "it is larger than 16 MiB");
      }
      return parser.parse(new String(content, StandardCharsets.ISO_8859_1));
    } catch (TlsFileException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new TlsFileException(file, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new TlsFileException(file, FileFailures.reason(file, e), e);
    }
  }
}
