package io.heddle.dial;

import io.heddle.address.Host;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;

/// Lookup of the name of an address (RFC 1035 §3.5), by the threads and within the limits of the
/// [Resolver], without its cache.
final class ReverseLookup {
  private ReverseLookup() {}

  /// The name of an address.
  ///
  /// @throws RefusedException if it has none, or none in time
  static Host.Name nameOf(Host.Ip address, Resolver resolver, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    List<InetAddress> named =
        resolver.reverse(question(address), lookup -> named(address, lookup), deadline);
    if (named.isEmpty()) {
      throw new RefusedException(Reason.NAME_NOT_RESOLVED, "no name found for " + address);
    }
    return new Host.Name(named.getFirst().getHostName());
  }

  /// The address with its name; empty if it has none. Blocks the thread.
  private static List<InetAddress> named(Host.Ip address, Resolver.Lookup lookup) {
    try {
      return Host.parseAnyName(lookup.name(address.address())) instanceof Host.Name(String name)
          ? List.of(InetAddress.getByAddress(name, address.address().getAddress()))
          : List.of();
    } catch (UnknownHostException | IllegalArgumentException e) {
      // The name server may answer with any bytes.
      return List.of();
    }
  }

  /// The name that DNS has for the question (RFC 1035 §3.5, RFC 3596 §2.5).
  private static Host.Name question(Host.Ip address) {
    byte[] bytes = address.address().getAddress();
    StringBuilder name = new StringBuilder();
    for (int i = bytes.length - 1; i >= 0; i--) {
      int value = bytes[i] & 0xff;
      if (bytes.length == 4) {
        name.append(value).append('.');
      } else {
        name.append(Character.forDigit(value & 0xf, 16)).append('.');
        name.append(Character.forDigit(value >> 4, 16)).append('.');
      }
    }
    return new Host.Name(name.append(bytes.length == 4 ? "in-addr.arpa" : "ip6.arpa").toString());
  }
}
