package io.heddle.outbound;

import io.heddle.upstream.ProxyChain;
import java.util.List;

/// UDP associations that an outbound has opened, and the outbound for streams that are to take the
/// same path: over such a stream the next association of the chain is requested.
///
/// @param outbound the outbound itself; of a group, the member chosen
public record UdpAssociations(ProxyChain chain, Outbound outbound) {
  /// No associations: datagrams leave from a socket of this proxy.
  static UdpAssociations direct(DirectOutbound direct) {
    return new UdpAssociations(new ProxyChain(List.of(), direct.name()), direct);
  }

  /// These associations, followed by one more, which `newOutbound` has opened. They replace these.
  UdpAssociations then(ProxyChain.Hop hop, Outbound newOutbound) {
    return new UdpAssociations(chain.then(hop, newOutbound.name()), newOutbound);
  }

  /// These associations, opened by a member of the group `group`.
  UdpAssociations withinGroup(String group) {
    return new UdpAssociations(chain.withinGroup(group), outbound);
  }
}
