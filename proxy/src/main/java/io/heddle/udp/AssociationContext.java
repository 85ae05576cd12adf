package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.net.scheduler.ReadinessSet;
import java.net.InetSocketAddress;

/// Parts of one association that its destinations share.
///
/// @param shared the parts that all associations share
/// @param direct the path to targets that no upstream leads to
/// @param readiness the set that the association's thread waits for
record AssociationContext(
    UdpAssociationFactory shared,
    DirectPath direct,
    ReadinessSet readiness,
    AssociationTasks tasks,
    DatagramBacklog backlog,
    UdpStats stats) {

  /// The destination of datagrams that go to their target themselves.
  DatagramDestination directTo(Endpoint target) {
    return switch (target.host()) {
      case Host.Ip(var ip) -> {
        InetSocketAddress address = new InetSocketAddress(ip, target.port());
        yield shared.targets().loopGuard().isOwn(address)
            ? new DatagramDestination.Discard(DropReason.LOOP, stats)
            : new DatagramDestination.FixedAddress(direct.port(), address);
      }
      case Host.Name _ -> new NamedDestination(target, this);
    };
  }
}
