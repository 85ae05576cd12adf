package io.heddle.inbound;

import io.heddle.net.udp.UdpRelaySettings;
import java.util.Optional;

/// What the handshakes of one listener need to know.
///
/// @param name the listener's address as configured
/// @param udp how clients reach the ports of UDP associations; empty if they may have none
/// @param headLimit bytes that an HTTP message head may have
public record InboundSettings(
    String name,
    Accepts accepts,
    Authenticator users,
    Optional<UdpRelaySettings> udp,
    int headLimit,
    Requests requests) {

  /// The protocols that an inbound speaks.
  public enum Accepts {
    /// SOCKS and HTTP, told apart by the first byte.
    MIXED,
    SOCKS,
    HTTP
  }

  /// Which HTTP requests it serves.
  public enum Requests {
    /// Those that clients send to a proxy: CONNECT, and any with a whole URL as target.
    TO_PROXY,
    /// Also those that clients send to a web server: the destination is in `Host`.
    TO_ANYONE
  }

  /// The same for a client that has proved to be `user`.
  public InboundSettings provenAs(String user) {
    return new InboundSettings(name, accepts, Authenticator.proven(user), udp, headLimit, requests);
  }
}
