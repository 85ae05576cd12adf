package io.heddle.inbound;

import io.heddle.net.tls.TlsServer;
import io.heddle.net.udp.UdpRelaySettings;
import io.heddle.request.InboundProtocol;
import io.heddle.request.InterceptionMode;
import io.heddle.request.ProxyHeaderMode;
import java.util.Optional;

/// Settings of the handshakes of one inbound.
///
/// @param name configured address of the listener
/// @param protocol protocols that clients may speak
/// @param authenticator users of the inbound
/// @param udp settings of UDP associations; empty if clients may not have any
/// @param headLimit maximum length in bytes of the head of an HTTP message
/// @param transparent whether HTTP requests meant for a web server are served, too
public record InboundSettings(
    String name,
    InboundProtocol protocol,
    Authenticator authenticator,
    Optional<UdpRelaySettings> udp,
    int headLimit,
    InterceptionMode transparent) {

  /// Copy for a client that has been verified as `user`.
  public InboundSettings withVerifiedUser(String user) {
    return new InboundSettings(
        name, protocol, Authenticator.verified(user), udp, headLimit, transparent);
  }

  /// Settings of the layers below the protocols of one listener: PROXY header and TLS.
  ///
  /// @param proxyProtocol whether each connection begins with a PROXY header
  /// @param tls server side of TLS; empty for connections without TLS
  public record TransportSettings(ProxyHeaderMode proxyProtocol, Optional<TlsServer> tls) {
    /// Connections with neither PROXY header nor TLS.
    public static final TransportSettings PLAIN =
        new TransportSettings(ProxyHeaderMode.OFF, Optional.empty());
  }
}
