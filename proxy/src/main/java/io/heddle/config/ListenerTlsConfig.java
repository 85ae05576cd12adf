package io.heddle.config;

import java.nio.file.Path;
import java.util.Optional;

/// Configuration of TLS on a listener. The files are in PEM, and may be replaced while the listener
/// runs.
///
/// @param certificate certificate of the listener, followed by its intermediate certificates
/// @param key private key of the certificate
/// @param clientCa certificate authorities for client certificates; the subject of a client's
///     certificate is its user name. Without it, clients are not asked for a certificate.
public record ListenerTlsConfig(Path certificate, Path key, Optional<Path> clientCa) {
  /// Placeholder for the values of a mapping whose keys are read next.
  public static final ListenerTlsConfig UNSET =
      new ListenerTlsConfig(Path.of(""), Path.of(""), Optional.empty());
}
