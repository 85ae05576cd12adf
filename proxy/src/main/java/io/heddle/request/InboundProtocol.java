package io.heddle.request;

/// Protocols that an inbound accepts: the key `protocol`.
public enum InboundProtocol {
  /// SOCKS and HTTP, told apart by the first byte.
  MIXED,
  /// SOCKS 4, 4A and 5.
  SOCKS,
  /// HTTP/1.1 with CONNECT; in TLS also HTTP/2.
  HTTP
}
