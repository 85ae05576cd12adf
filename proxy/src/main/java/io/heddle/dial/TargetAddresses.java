package io.heddle.dial;

import io.heddle.address.AddressFamilyPreference;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
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
/// @param loopGuard addresses of this proxy, which are no targets
public record TargetAddresses(
    Resolver resolver, AddressFamilyPreference preference, LoopGuard loopGuard) {

  /// The addresses of `target`, at least one. Waits only if the target is a name.
  ///
  /// @param resolution addresses to which the rules have agreed; then no others are looked up
  /// @throws RefusedException if it has none, or if one of them is an address of this proxy
  public List<InetSocketAddress> of(Endpoint target, TargetResolution resolution, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    List<InetSocketAddress> addresses =
        of(target.host(), resolution, deadline).stream()
            .map(ip -> new InetSocketAddress(ip, target.port()))
            .toList();
    if (addresses.stream().anyMatch(loopGuard::isOwn)) {
      throw new RefusedException(Reason.LOOP_DETECTED, target + " is this proxy itself");
    }
    return addresses;
  }

  /// The addresses of `host`, at least one. Waits only if the host is a name.
  ///
  /// @throws RefusedException if it has none
  public List<InetAddress> of(Host host, TargetResolution resolution, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    List<InetAddress> found =
        switch (host) {
          case Host.Ip(var address) -> List.of(address);
          case Host.Name name ->
              AddressOrder.of(resolver.resolve(name, resolution, deadline), preference);
        };
    if (found.isEmpty()) {
      throw new RefusedException(
          Reason.NAME_NOT_RESOLVED, host + " has no address of the allowed family");
    }
    return found;
  }
}
