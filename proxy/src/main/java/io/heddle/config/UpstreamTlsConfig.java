package io.heddle.config;

import io.heddle.address.Host;
import java.nio.file.Path;
import java.util.Optional;

/// How an upstream is spoken to in TLS.
///
/// @param ca the authorities to trust, in PEM; without it, those of the system
/// @param certificate ours, in PEM, with those that signed it
/// @param key its private key, in PEM
/// @param serverName what the upstream's certificate must say, if not the URL's host
/// @param verification whether any certificate will do: the key `insecure`
public record UpstreamTlsConfig(
    Optional<Path> ca,
    Optional<Path> certificate,
    Optional<Path> key,
    Optional<Host> serverName,
    Verification verification) {

  public static final UpstreamTlsConfig DEFAULT =
      new UpstreamTlsConfig(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Verification.FULL);

  /// How much of a certificate is checked.
  public enum Verification {
    /// That an authority we trust says that it is the upstream's.
    FULL,
    /// Nothing.
    NONE
  }

  public UpstreamTlsConfig {
    if (certificate.isPresent() != key.isPresent()) {
      throw new BadValueException(
          certificate.isPresent() ? "certificate" : "key", "certificate and key belong together");
    }
    if (verification == Verification.NONE && ca.isPresent()) {
      throw new BadValueException("ca", "has no meaning with insecure: true");
    }
  }

  /// Whether all is as in [#DEFAULT].
  boolean isDefault() {
    // Written out: a record's generated equals makes the JVM spin classes during the start.
    return ca.isEmpty()
        && certificate.isEmpty()
        && serverName.isEmpty()
        && verification == Verification.FULL;
  }
}
