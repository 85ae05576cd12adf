package io.heddle.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Self-signed certificate for the loopback addresses, with its key, in files.
///
/// @param file certificate in PEM, which clients also trust
/// @param key private key in PEM
/// @param store both in PKCS#12, with the password `changeit`
public record LoopbackCertificate(Path file, Path key, Path store) {
  private static final char[] PASSWORD = "changeit".toCharArray();

  /// Creates a certificate in `folder`.
  public static LoopbackCertificate make(Path folder) {
    Path file = folder.resolve("certificate.pem");
    Path key = folder.resolve("key.pem");
    Path store = folder.resolve("store.p12");
    Program.installed("openssl")
        .with("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1")
        .with("-nodes", "-days", "2", "-subj", "/CN=localhost")
        .with("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1")
        .with("-keyout", key, "-out", file)
        .run()
        .succeeds();
    Program.installed("openssl")
        .with("pkcs12", "-export", "-in", file, "-inkey", key, "-out", store)
        .with("-passout", "pass:" + new String(PASSWORD))
        .run()
        .succeeds();
    return new LoopbackCertificate(file, key, store);
  }

  /// TLS context of a JDK server with this certificate.
  SSLContext serverContext() {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD);
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
