package io.heddle.inbound;

import io.heddle.net.udp.UdpRelaySettings;
import io.heddle.request.InboundProtocol;
import io.heddle.request.InterceptionMode;
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
}
