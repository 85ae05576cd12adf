package io.heddle.inbound;

import io.heddle.net.udp.UdpRelaySettings;
import io.heddle.request.InboundProtocol;
import io.heddle.request.ProxyMode;
import java.util.Optional;

/// What the handshakes of one listener need to know.
///
/// @param name the listener's address as configured
/// @param udp how clients reach the ports of UDP associations; empty if they may have none
/// @param headLimit bytes that an HTTP message head may have
public record InboundSettings(
    String name,
    InboundProtocol protocol,
    Authenticator authenticator,
    Optional<UdpRelaySettings> udp,
    int headLimit,
    ProxyMode transparent) {

  /// The same for a client that has proved to be `user`.
  public InboundSettings withVerifiedUser(String user) {
    return new InboundSettings(
        name, protocol, Authenticator.verified(user), udp, headLimit, transparent);
  }
}
