package io.heddle.admin;

import io.heddle.address.Address;

/// Routes for clients that may see what comes by one listener, and nothing of what others do.
public final class ClientRoutes {
  private final ProxyMonitor proxy;

  /// One for all of them, so that its limits hold for all together.
  private final LogFeed log;

  public ClientRoutes(ProxyMonitor proxy) {
    this.proxy = proxy;
    log = new LogFeed(proxy);
  }

  /// The routes for the clients of a listener.
  public AdminRouter of(Address listener) {
    return AdminRoutes.ofStatus(() -> proxy.status(listener)).add("GET /log", log.of(listener));
  }
}
