package io.heddle.lab.client;

/// Protocol in which a client asks a proxy for the origin.
public enum RequestProtocol {
  /// None: the other side is a forwarder with one fixed target, or the origin itself.
  NONE,
  /// HTTP/1.1 with the target in absolute form.
  HTTP,
  /// SOCKS 5 without authentication. A request for a web page is in absolute form too.
  SOCKS5,
  /// TLS to a forwarder with one fixed target.
  TLS,
  /// SOCKS 5 inside TLS.
  SOCKS5_OVER_TLS;

  boolean isOverTls() {
    return this == TLS || this == SOCKS5_OVER_TLS;
  }

  boolean isSocks5() {
    return this == SOCKS5 || this == SOCKS5_OVER_TLS;
  }

  /// Whether a request names its target.
  boolean namesTarget() {
    return this != NONE && this != TLS;
  }
}
