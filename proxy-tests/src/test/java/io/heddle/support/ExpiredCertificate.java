package io.heddle.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Certificate that expired yesterday, signed by a valid authority. An authority is needed because
/// the dates of a directly trusted certificate are not checked.
///
/// @param context TLS context of a server with the certificate
/// @param authority file with the certificate of the authority, in PEM
public record ExpiredCertificate(SSLContext context, Path authority) {
  private static final String PASSWORD = "password";

  /// Creates one for names and addresses such as `dns:proxy.example,ip:127.0.0.1`, by keytool.
  public static ExpiredCertificate of(Path folder, String subjects) {
    Path store = folder.resolve("expired.p12");
    keytool(store, "-genkeypair", "-alias", "ca", "-dname", "CN=authority", "-ext", "bc:critical");
    keytool(
        store,
        "-genkeypair",
        "-alias",
        "us",
        "-dname",
        "CN=late",
        "-ext",
        "san=" + subjects,
        "-signer",
        "ca",
        "-startdate",
        "-3d",
        "-validity",
        "2");
    keytool(store, "-exportcert", "-rfc", "-alias", "ca", "-file", folder.resolve("ca.pem"));
    keytool(store, "-delete", "-alias", "ca");
    return new ExpiredCertificate(context(store), folder.resolve("ca.pem"));
  }

  private static void keytool(Path store, Object... arguments) {
    Program.at(Path.of(System.getProperty("java.home"), "bin", "keytool"))
        .with(arguments)
        .with("-keystore", store, "-storepass", PASSWORD)
        .with(arguments[0].equals("-genkeypair") ? new Object[] {"-keyalg", "EC"} : new Object[0])
        .run()
        .succeeds();
  }

  private static SSLContext context(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError("no certificate to test with", e);
    }
  }
}
