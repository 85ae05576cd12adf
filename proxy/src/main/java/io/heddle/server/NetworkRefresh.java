package io.heddle.server;

import io.heddle.net.change.NetworkChange;
import io.heddle.net.change.NetworkListener;
import io.heddle.outbound.Outbound;

/// Refresh of what the proxy has learnt about the network, after this machine has moved to another. Tunnels
/// and requests under way go on: their end is up to the two sides.
public final class NetworkRefresh implements NetworkListener {
  private final ProxyServer server;

  /// @param server whose current configuration is refreshed
  public NetworkRefresh(ProxyServer server) {
    this.server = server;
  }

  /// Forgets names, closes idle connections, and tells all outbounds.
  @Override
  public void networkChanged(NetworkChange change) {
    server.metrics().record(change);
    ActiveConfiguration configuration = server.configuration();
    configuration.routing().resolver().forgetAll();
    configuration.pool().closeIdle();
    configuration.outbounds().values().forEach(Outbound::networkChanged);
  }
}
