package io.heddle.outbound;

import io.heddle.request.ReuseScope;

/// A way through another proxy.
sealed interface ProxyOutbound extends Outbound permits Socks4Proxy, Socks5Proxy, HttpProxy {
  /// That proxy.
  Upstream upstream();

  @Override
  default String name() {
    return upstream().name();
  }

  /// By itself, the proxy is told nothing of the client.
  @Override
  default ReuseScope audience() {
    return upstream().via().audience();
  }

  @Override
  default void finish() {
    upstream().finish();
  }
}
