package io.heddle.upstream;

import io.heddle.address.Endpoint;
import io.heddle.net.Connection;
import java.util.ArrayList;
import java.util.List;

/// UDP associations with the proxies between us and the targets, the nearest proxy first. It is
/// closed by the code that has opened it.
///
/// @param hops none if datagrams leave from a socket of this proxy
/// @param via path taken, as in [UpstreamConnection#via()]
public record AssociationChain(List<Hop> hops, String via) implements AutoCloseable {

  /// UDP association with one proxy.
  ///
  /// @param control connection whose end is the end of the association
  /// @param relay where the proxy receives datagrams, as seen from the hop before
  public record Hop(Connection control, Endpoint relay) {}

  /// This chain extended by one hop, with the path that leads there. The new chain replaces this
  /// one.
  public AssociationChain then(Hop hop, String newVia) {
    List<Hop> longer = new ArrayList<>(hops);
    longer.add(hop);
    return new AssociationChain(List.copyOf(longer), newVia);
  }

  /// This chain as opened by a member of the group `group`.
  public AssociationChain withinGroup(String group) {
    return new AssociationChain(hops, group + "/" + via);
  }

  @Override
  public void close() {
    hops.forEach(hop -> hop.control().close());
  }
}
