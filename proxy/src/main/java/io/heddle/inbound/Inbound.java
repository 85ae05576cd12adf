package io.heddle.inbound;

/// What the handshakes of one listener need to know.
///
/// @param name the listener's address as configured
/// @param headLimit bytes that an HTTP message head may have
public record Inbound(String name, Accepts accepts, Authenticator users, int headLimit) {

  /// The protocols that an inbound speaks.
  public enum Accepts {
    /// SOCKS and HTTP, told apart by the first byte.
    MIXED,
    SOCKS,
    HTTP
  }
}
