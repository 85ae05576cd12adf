package io.heddle.config;

import java.nio.file.Path;
import java.util.Optional;

/// How a listener speaks TLS. The files are in PEM, and may be replaced while it runs.
///
/// @param certificate ours, followed by those that signed it
/// @param key its private key
/// @param clientCa the authorities whose certificates clients may show, to be the users that these
///     name; without it, clients are not asked for any
public record ListenerTlsConfig(Path certificate, Path key, Optional<Path> clientCa) {
  /// A name for what is to be said.
  public static final ListenerTlsConfig UNSET =
      new ListenerTlsConfig(Path.of(""), Path.of(""), Optional.empty());
}
