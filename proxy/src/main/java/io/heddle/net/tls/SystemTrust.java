package io.heddle.net.tls;

import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;

/// Certificate authorities of the system, those that a company has added among them. The list that
/// the JDK brings does not have these.
final class SystemTrust {
  private static final List<Path> BUNDLES =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  private SystemTrust() {}

  /// The authorities of the first bundle that can be read; empty if there is no such bundle.
  static Optional<KeyStore> store() {
    assert BlockingCheck.isAllowed();
    for (Path bundle : BUNDLES) {
      try {
        String text = Files.readString(bundle, StandardCharsets.ISO_8859_1);
        return Optional.of(TlsContexts.store(Pem.certificates(text)));
      } catch (IOException | GeneralSecurityException e) {
        // The next bundle is tried, and without any, the JDK's own list is used.
      }
    }
    return Optional.empty();
  }
}
