package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.net.scheduler.ReadinessSet;
import io.heddle.request.AddressGuard;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.time.Deadline;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;

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

  /// The same with another direct path.
  AssociationContext withDirect(DirectPath other) {
    return new AssociationContext(shared, other, readiness, tasks, backlog, stats);
  }

  /// The destination of datagrams that go to their target themselves.
  ///
  /// @param resolution addresses by which the rules have decided
  DatagramDestination directTo(Endpoint target, TargetResolution resolution) {
    return resolution instanceof TargetResolution.NotResolved
        ? directTo(target, resolution.guard())
        : resolvedAs(target, resolution);
  }

  /// The first address to which the rules have agreed. Nothing is looked up, so this does not wait.
  private DatagramDestination resolvedAs(Endpoint target, TargetResolution resolution) {
    try {
      return new DatagramDestination.FixedAddress(
          direct.socket(), shared.targets().of(target, resolution, Deadline.NONE).getFirst());
    } catch (RefusedException e) {
      return new DatagramDestination.Discard(DropReason.of(e.refusal()), stats);
    } catch (ClosedByInterruptException e) {
      throw new AssertionError("nothing is waited for", e);
    }
  }

  private DatagramDestination directTo(Endpoint target, AddressGuard guard) {
    if (!(target.host() instanceof Host.Ip(var ip))) {
      return new NamedDestination(target, guard, this);
    }
    InetSocketAddress address = new InetSocketAddress(ip, target.port());
    if (guard.refusal(target, ip).isPresent()) {
      return new DatagramDestination.Discard(DropReason.POLICY, stats);
    }
    return shared.targets().ownAddresses().isOwn(address)
        ? new DatagramDestination.Discard(DropReason.LOOP, stats)
        : new DatagramDestination.FixedAddress(direct.socket(), address);
  }
}
