package io.heddle.inbound;

import io.heddle.net.UdpReach;
import java.util.Optional;

/// What the handshakes of one listener need to know.
///
/// @param name the listener's address as configured
/// @param udp how clients reach the ports of UDP associations; empty if they may have none
/// @param headLimit bytes that an HTTP message head may have
public record Inbound(
    String name, Accepts accepts, Authenticator users, Optional<UdpReach> udp, int headLimit) {

  /// The protocols that an inbound speaks.
  public enum Accepts {
    /// SOCKS and HTTP, told apart by the first byte.
    MIXED,
    SOCKS,
    HTTP
  }
}
