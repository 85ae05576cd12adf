package io.heddle.outbound;

import io.heddle.upstream.UpstreamConnection.ReuseScope;

/// Outbound that leads through another proxy.
sealed interface ProxyOutbound extends Outbound permits Socks4Proxy, Socks5Proxy, HttpProxy {
  /// The other proxy.
  UpstreamProxy upstream();

  @Override
  default String name() {
    return upstream().name();
  }

  /// The protocol itself tells the proxy nothing about the client, so the scope is that of the
  /// connection to the proxy.
  @Override
  default ReuseScope reuseScope() {
    return upstream().via().reuseScope();
  }

  @Override
  default DatagramSupport datagrams() {
    return DatagramSupport.UNSUPPORTED;
  }

  @Override
  default void networkChanged() {
    upstream().checkShared();
  }

  @Override
  default void closeWhenIdle() {
    upstream().closeWhenIdle();
  }
}
