package io.heddle.support;

import io.heddle.net.tls.TlsContexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Self-signed certificate and its key, created by keytool.
///
/// @param certificate file with the certificate in PEM
/// @param key file with the private key in PEM (PKCS#8)
public record SelfSignedCertificate(KeyStore store, Path certificate, Path key) {
  private static final char[] PASSWORD = "password".toCharArray();

  // Its settings of the JDK must be there before the first TLS server of a test reads them.
  static {
    try {
      Class.forName(TlsContexts.class.getName());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /// Creates a certificate for names that keytool takes for illegal.
  public static SelfSignedCertificate ofAnyNames(Path folder, String... names) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String name : names) {
      byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
      all.write(0x82);
      all.write(bytes.length);
      all.writeBytes(bytes);
    }
    String sequence = HexFormat.of().formatHex(all.toByteArray());
    return withExtension(folder, "2.5.29.17=30%02x%s".formatted(all.size(), sequence), "CN=test");
  }

  /// Creates a certificate for names and addresses such as `dns:proxy.example,ip:127.0.0.1`.
  public static SelfSignedCertificate of(Path folder, String subjects) {
    return of(folder, subjects, "CN=test");
  }

  /// Creates a certificate with this subject.
  public static SelfSignedCertificate of(Path folder, String subjects, String name) {
    return withExtension(folder, "san=" + subjects, name);
  }

  private static SelfSignedCertificate withExtension(Path folder, String extension, String name) {
    try {
      Path file = Files.createTempFile(folder, "store", ".p12");
      Files.delete(file);
      List<String> command =
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
              "-genkeypair",
              "-alias",
              "us",
              "-keyalg",
              "EC",
              "-dname",
              name,
              "-ext",
              extension,
              "-storetype",
              "PKCS12",
              "-keystore",
              file.toString(),
              "-storepass",
              new String(PASSWORD));
      run(command);
      return read(file);
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError("no certificate to test with", e);
    }
  }

  private static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(said);
    }
  }

  private static SelfSignedCertificate read(Path file)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    Key key = store.getKey("us", PASSWORD);
    return new SelfSignedCertificate(
        store,
        pem(file, ".crt", "CERTIFICATE", store.getCertificate("us").getEncoded()),
        pem(file, ".key", "PRIVATE KEY", key.getEncoded()));
  }

  private static Path pem(Path beside, String extension, String type, byte[] der) {
    String base64 = Base64.getMimeEncoder().encodeToString(der);
    String pem = "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    try {
      return Files.writeString(Path.of(beside + extension), pem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// TLS context of the JDK with this certificate, which trusts `trusted`.
  public SSLContext context(SelfSignedCertificate trusted) {
    try {
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, PASSWORD);
      return trusted.context(keys.getKeyManagers());
    } catch (GeneralSecurityException e) {
      throw new AssertionError("no TLS to test with", e);
    }
  }

  /// TLS context of the JDK without a certificate, which trusts this certificate.
  public SSLContext trusting() {
    return context(new KeyManager[0]);
  }

  private SSLContext context(KeyManager[] keys) {
    try {
      KeyStore authorities = KeyStore.getInstance("PKCS12");
      authorities.load(null, PASSWORD);
      authorities.setCertificateEntry("ca", store.getCertificate("us"));
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(authorities);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError("no TLS to test with", e);
    }
  }
}
