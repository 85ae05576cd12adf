package io.heddle.outbound;

import io.heddle.address.Endpoint;
import io.heddle.net.Connection;
import java.util.ArrayList;
import java.util.List;

/// The relays of other proxies that datagrams pass on their way out, the nearest first; none if
/// they leave from here. Whoever opens them closes them.
///
/// @param by the outbound that a connection takes the same way by: of a group, the member chosen
/// @param via the way for the log, as [Stream] has it
public record UdpAssociations(List<Hop> hops, Outbound by, String via) implements AutoCloseable {

  /// One association with another proxy.
  ///
  /// @param control the connection that it lives with
  /// @param relay where the proxy takes datagrams; beyond the first hop, as seen from the one
  /// before
  public record Hop(Connection control, Endpoint relay) {}

  /// From here to the targets.
  static UdpAssociations none(DirectOutbound direct) {
    return new UdpAssociations(List.of(), direct, direct.name());
  }

  /// The same and one more behind, which takes them over.
  UdpAssociations then(Hop hop, Outbound to) {
    List<Hop> longer = new ArrayList<>(hops);
    longer.add(hop);
    return new UdpAssociations(List.copyOf(longer), to, to.name());
  }

  @Override
  public void close() {
    hops.forEach(hop -> hop.control().close());
  }
}
