package io.heddle.outbound;

import io.heddle.upstream.AssociationChain;
import java.util.List;

/// UDP associations that an outbound has opened, and the outbound for streams that are to take the
/// same path: over such a stream the next association of the chain is requested.
///
/// @param outbound the outbound itself; of a group, the member chosen
public record AssociationResult(AssociationChain chain, Outbound outbound) {
  /// No associations: datagrams leave from a socket of this proxy.
  static AssociationResult direct(DirectOutbound direct) {
    return new AssociationResult(new AssociationChain(List.of(), direct.name()), direct);
  }

  /// These associations, followed by one more, which `newOutbound` has opened. They replace these.
  AssociationResult then(AssociationChain.Hop hop, Outbound newOutbound) {
    return new AssociationResult(chain.then(hop, newOutbound.name()), newOutbound);
  }

  /// These associations, opened by a member of the group `group`.
  AssociationResult withinGroup(String group) {
    return new AssociationResult(chain.withinGroup(group), outbound);
  }
}
