package io.heddle.inbound;

import io.heddle.net.tls.TlsServer;
import java.util.Optional;

/// What the streams of one listener begin with, before the first byte of a proxy's protocol.
///
/// @param front what is in front of this listener
/// @param tls how TLS is spoken; empty if it is not
public record TransportSettings(Front front, Optional<TlsServer> tls) {
  /// Nothing.
  public static final TransportSettings PLAIN =
      new TransportSettings(Front.CLIENTS, Optional.empty());

  /// Who connects.
  public enum Front {
    /// The clients themselves.
    CLIENTS,
    /// A proxy that says whose connection it passes on, by the PROXY protocol.
    BALANCER
  }
}
