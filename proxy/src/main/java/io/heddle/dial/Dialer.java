package io.heddle.dial;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.net.Connection;
import io.heddle.net.Deadline;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// Connects to a host over TCP, trying the addresses of a name as RFC 8305 says.
public final class Dialer {
  private final Resolver resolver;
  private final Preference preference;
  private final OwnAddresses own;

  /// @param own where not to connect to
  public Dialer(Resolver resolver, Preference preference, OwnAddresses own) {
    this.resolver = resolver;
    this.preference = preference;
    this.own = own;
  }

  /// A connection to `target`, which the caller closes.
  ///
  /// @throws RefusedException with the reason that says most if there is no way to it
  public Connection dial(Endpoint target, Deadline deadline) throws RefusedException, IOException {
    List<InetSocketAddress> addresses = addresses(target, deadline);
    return addresses.size() == 1
        ? new Attempt(addresses.getFirst()).connect(deadline)
        : new Race(addresses, deadline).winner();
  }

  private List<InetSocketAddress> addresses(Endpoint target, Deadline deadline)
      throws RefusedException, IOException {
    List<InetAddress> found =
        switch (target.host()) {
          case Host.Ip(var address) -> List.of(address);
          case Host.Name name -> AddressOrder.of(resolver.resolve(name, deadline), preference);
        };
    if (found.isEmpty()) {
      throw new RefusedException(
          Reason.NAME_NOT_RESOLVED, target.host() + " has no address of the allowed family");
    }
    List<InetSocketAddress> addresses =
        found.stream().map(ip -> new InetSocketAddress(ip, target.port())).toList();
    if (addresses.stream().anyMatch(own::includes)) {
      throw new RefusedException(Reason.LOOP_DETECTED, target + " is this proxy itself");
    }
    return addresses;
  }
}
