package io.heddle.dial;

import io.heddle.address.AddressFamilyPreference;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;

/// From a target to the socket addresses it may be tried at, best first.
///
/// @param own where not to send anything
public record TargetAddresses(
    Resolver resolver, AddressFamilyPreference preference, LoopGuard own) {

  /// The addresses of `target`, at least one. Waits only if it is a name.
  ///
  /// @throws RefusedException if it has none, or one of them is this proxy itself
  public List<InetSocketAddress> of(Endpoint target, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    List<InetSocketAddress> addresses =
        of(target.host(), deadline).stream()
            .map(ip -> new InetSocketAddress(ip, target.port()))
            .toList();
    if (addresses.stream().anyMatch(own::includes)) {
      throw new RefusedException(Reason.LOOP_DETECTED, target + " is this proxy itself");
    }
    return addresses;
  }

  /// The addresses of `host`, at least one. Waits only if it is a name.
  ///
  /// @throws RefusedException if it has none
  public List<InetAddress> of(Host host, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    List<InetAddress> found =
        switch (host) {
          case Host.Ip(var address) -> List.of(address);
          case Host.Name name -> AddressOrder.of(resolver.resolve(name, deadline), preference);
        };
    if (found.isEmpty()) {
      throw new RefusedException(
          Reason.NAME_NOT_RESOLVED, host + " has no address of the allowed family");
    }
    return found;
  }
}
