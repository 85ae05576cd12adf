package io.heddle.dial;

import io.heddle.address.AddressFamilyPreference;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.dial.Dialer.OwnAddresses;
import io.heddle.request.AddressGuard;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.time.Deadline;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;

/// Socket addresses of targets, in the order in which they are to be tried.
///
/// @param ownAddresses addresses of this proxy, which are no targets
public record TargetAddresses(
    Resolver resolver, AddressFamilyPreference preference, OwnAddresses ownAddresses) {

  /// The addresses of `target`, at least one. Waits only if the target is a name.
  ///
  /// @param resolution addresses to which the rules have agreed; then no others are looked up
  /// @throws RefusedException if it has none, if one of them is an address of this proxy, or if
  ///     its guard permits none
  public List<InetSocketAddress> of(Endpoint target, TargetResolution resolution, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    List<InetAddress> addresses = of(target.host(), resolution, deadline);
    for (InetAddress address : addresses) {
      if (ownAddresses.isOwn(new InetSocketAddress(address, target.port()))) {
        throw new RefusedException(Reason.LOOP_DETECTED, target + " is this proxy itself");
      }
    }
    return AddressGuard.permitted(resolution.guard(), target, addresses).stream()
        .map(address -> new InetSocketAddress(address, target.port()))
        .toList();
  }

  /// The addresses of a name, after an older answer has led nowhere. Empty if there is no answer that
  /// is newer: the target is an address, the answer was new, or the rules have decided by it, which
  /// know nothing of other addresses.
  ///
  /// @param nanoTime answers from before this time are old, see [System#nanoTime]
  List<InetSocketAddress> renewed(
      Endpoint target, TargetResolution resolution, long nanoTime, Deadline deadline)
      throws ClosedByInterruptException {
    boolean mayBeOld =
        target.host() instanceof Host.Name name
            && resolution instanceof TargetResolution.NotResolved
            && deadline.remaining() > 0
            && resolver.forget(name, nanoTime);
    try {
      return mayBeOld ? of(target, resolution, deadline) : List.of();
    } catch (RefusedException e) {
      return List.of();
    }
  }

  /// The addresses of `host`, at least one. Waits only if the host is a name.
  ///
  /// @throws RefusedException if it has none
  public List<InetAddress> of(Host host, TargetResolution resolution, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    List<InetAddress> found =
        host instanceof Host.Ip(var address)
            ? List.of(address)
            : AddressOrder.of(resolver.resolve((Host.Name) host, resolution, deadline), preference);
    if (found.isEmpty()) {
      throw new RefusedException(
          Reason.NAME_NOT_RESOLVED, host + " has no address of the allowed family");
    }
    return found;
  }
}
