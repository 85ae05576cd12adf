package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.net.Connection;
import java.util.List;

/// UDP relays of other proxies between an association and its targets: the nearest first, each
/// address as the proxy before it sees it. The caller of [UdpUpstream#open] closes it.
///
/// @param hops empty if the upstream, a group, has chosen to send from here
/// @param via the name of the outbound, for the log
public record RelayChain(List<Hop> hops, String via) implements AutoCloseable {

  /// Association with one other proxy. It ends when its control connection ends.
  public record Hop(Connection control, Endpoint relay) {}

  @Override
  public void close() {
    hops.forEach(hop -> hop.control().close());
  }
}
