package io.heddle.lab.soak;

import java.util.Locale;

/// Route of a client through the first proxy of a chain. Each has a listener of its own.
enum ChainRoute {
  /// To the origin.
  DIRECT,
  /// Over TLS to the first proxy, then to the origin.
  TLS_LISTENER,
  /// Through the next proxy by SOCKS 5.
  SOCKS5_UPSTREAM,
  /// Through the next proxy by HTTP/1.1 over TLS.
  HTTP1_UPSTREAM,
  /// Through the next proxy by HTTP/2, where tunnels share connections.
  HTTP2_UPSTREAM;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
