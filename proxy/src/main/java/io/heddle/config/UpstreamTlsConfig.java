package io.heddle.config;

import io.heddle.address.Host;
import java.nio.file.Path;
import java.util.Optional;

/// Configuration of TLS to an upstream proxy.
///
/// @param ca trusted certificate authorities, in PEM; without it, those of the system
/// @param certificate our client certificate with its intermediate certificates, in PEM
/// @param key private key of the client certificate, in PEM
/// @param serverName host that the proxy's certificate must be for, if not the host of the URL
/// @param verification verification of the proxy's certificate: the key `insecure`
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

  /// Verification of a server certificate.
  public enum Verification {
    /// A trusted authority must have signed it, and it must be for the right host.
    FULL,
    /// Any certificate is accepted: `insecure: true`.
    NONE
  }

  public UpstreamTlsConfig {
    BadValues bad = new BadValues();
    addMistakes(bad, ca, certificate, key, verification);
    bad.throwIfAny();
  }

  private static void addMistakes(
      BadValues bad,
      Optional<Path> ca,
      Optional<Path> certificate,
      Optional<Path> key,
      Verification verification) {
    if (certificate.isPresent() != key.isPresent()) {
      // At the key that is missing: a mistake of the other one would hide this one.
      bad.add(
          certificate.isPresent() ? "key" : "certificate",
          "is missing: certificate and key belong together");
    }
    if (verification == Verification.NONE && ca.isPresent()) {
      bad.add("ca", "has no meaning with insecure: true", "insecure");
    }
  }

  /// The configuration of these values, of which the files are checked, too: all mistakes are told at once.
  ///
  /// @throws BadValueException if there is a mistake
  public static UpstreamTlsConfig checked(
      Optional<Path> ca,
      Optional<Path> certificate,
      Optional<Path> key,
      Optional<Host> serverName,
      Verification verification,
      TlsValidator files) {
    BadValues bad = new BadValues();
    try {
      // One without meaning is a mistake whatever is in it.
      files.check(verification == Verification.NONE ? Optional.empty() : ca, certificate, key);
    } catch (BadValueException e) {
      bad.add(e);
    }
    addMistakes(bad, ca, certificate, key, verification);
    bad.throwIfAny();
    return new UpstreamTlsConfig(ca, certificate, key, serverName, verification);
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
