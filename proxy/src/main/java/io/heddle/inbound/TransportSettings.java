package io.heddle.inbound;

import io.heddle.net.tls.TlsServer;
import io.heddle.request.ProxyHeaderMode;
import java.util.Optional;

/// Settings of the layers below the protocols of one listener: PROXY header and TLS.
///
/// @param proxyProtocol whether each connection begins with a PROXY header
/// @param tls server side of TLS; empty for connections without TLS
public record TransportSettings(ProxyHeaderMode proxyProtocol, Optional<TlsServer> tls) {
  /// Connections with neither PROXY header nor TLS.
  public static final TransportSettings PLAIN =
      new TransportSettings(ProxyHeaderMode.OFF, Optional.empty());
}
