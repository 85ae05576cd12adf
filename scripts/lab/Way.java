import java.util.Locale;

/// How a client reaches the proxy that is soaked, and how its requests go on from there. Each way has
/// a listener of its own.
enum Way {
  /// Straight on.
  DIRECT,
  /// In TLS to the proxy, straight on from there.
  FROM_TLS,
  /// Through the next proxy by SOCKS 5.
  BY_SOCKS,
  /// Through the next proxy by HTTP/1.1 in TLS.
  BY_HTTP1,
  /// Through the next proxy by HTTP/2, where tunnels share connections.
  BY_HTTP2;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
