package io.heddle.inbound;

import io.heddle.net.tls.TlsServer;
import java.util.Optional;

/// What the streams of one listener begin with, before the first byte of a proxy's protocol.
///
/// @param tls how TLS is spoken; empty if it is not
public record Entrance(Optional<TlsServer> tls) {
  /// Nothing.
  public static final Entrance PLAIN = new Entrance(Optional.empty());
}
