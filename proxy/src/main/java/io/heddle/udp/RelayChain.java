package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.net.Connection;
import java.util.List;

/// The relays of other proxies between an association and its targets, the nearest first, each seen
/// from the one before. Whoever has it from a [UdpUpstream] closes it.
///
/// @param hops none if the carrier has chosen to let datagrams leave from here
/// @param via the way for the log
public record RelayChain(List<Hop> hops, String via) implements AutoCloseable {

  /// An association with another proxy, which ends with its connection.
  public record Hop(Connection control, Endpoint relay) {}

  @Override
  public void close() {
    hops.forEach(hop -> hop.control().close());
  }
}
