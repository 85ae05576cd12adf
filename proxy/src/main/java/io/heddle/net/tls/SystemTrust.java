package io.heddle.net.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;

/// The authorities that the machine's owner trusts, a company's own among them: the JDK brings a
/// list of its own, which does not know those.
final class SystemTrust {
  private static final List<Path> BUNDLES =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  private SystemTrust() {}

  /// What is in the first bundle that can be read; none if there is no such bundle.
  static Optional<KeyStore> store() {
    for (Path bundle : BUNDLES) {
      try {
        String text = Files.readString(bundle, StandardCharsets.ISO_8859_1);
        return Optional.of(TlsContexts.store(Pem.certificates(text)));
      } catch (IOException | GeneralSecurityException e) {
        // The next one then, and the JDK's in the end: it does no harm to know fewer.
      }
    }
    return Optional.empty();
  }
}
