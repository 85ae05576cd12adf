package io.heddle.inbound;

import io.heddle.net.tls.TlsServer;
import io.heddle.net.udp.UdpRelaySettings;
import io.heddle.request.InboundProtocol;
import io.heddle.request.InboundProtocol.TorResolve;
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
/// @param torResolve treatment of Tor's commands
/// @param viaName name of this proxy in `Via`; empty if it neither sends nor checks the field
public record InboundSettings(
    String name,
    InboundProtocol protocol,
    Authenticator authenticator,
    Optional<UdpRelaySettings> udp,
    int headLimit,
    InterceptionMode transparent,
    TorResolve torResolve,
    Optional<String> viaName) {

  /// Settings without the options that are off by default.
  public InboundSettings(
      String name,
      InboundProtocol protocol,
      Authenticator authenticator,
      Optional<UdpRelaySettings> udp,
      int headLimit,
      InterceptionMode transparent) {
    this(
        name,
        protocol,
        authenticator,
        udp,
        headLimit,
        transparent,
        TorResolve.CONNECT,
        Optional.empty());
  }

  /// Copy for a client that has been verified as `user`.
  public InboundSettings withVerifiedUser(String user) {
    return new InboundSettings(
        name,
        protocol,
        Authenticator.verified(user),
        udp,
        headLimit,
        transparent,
        torResolve,
        viaName);
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
