package io.heddle.inbound;

import io.heddle.net.tls.TlsServer;
import io.heddle.request.ProxyProtocol;
import java.util.Optional;

/// What the streams of one listener begin with, before the first byte of a proxy's protocol.
///
/// @param proxyProtocol what is in front of this listener
/// @param tls how TLS is spoken; empty if it is not
public record TransportSettings(ProxyProtocol proxyProtocol, Optional<TlsServer> tls) {
  /// Nothing.
  public static final TransportSettings PLAIN =
      new TransportSettings(ProxyProtocol.OFF, Optional.empty());
}
