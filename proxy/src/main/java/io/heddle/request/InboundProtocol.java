package io.heddle.request;

/// Protocols that an inbound accepts: the key `protocol`.
public enum InboundProtocol {
  /// SOCKS and HTTP, told apart by the first byte.
  MIXED,
  /// SOCKS 4, 4A and 5.
  SOCKS,
  /// HTTP/1.1 with CONNECT; in TLS also HTTP/2.
  HTTP;

  /// Treatment of Tor's two commands of SOCKS 5: the key `tor-resolve`.
  public enum TorResolve {
    /// Like CONNECT, as other proxies do that clients know.
    CONNECT,
    /// With the address or name that is asked for. The key's value is `true`.
    ANSWER
  }

  /// Use of the field `Via` in forwarded requests (RFC 9110 §7.6.3): the key `via-header`.
  public enum ViaHeader {
    OMIT,
    /// Requests say that they have come through this proxy, and are refused if they have before.
    /// The key's value is `true`.
    SEND
  }
}
