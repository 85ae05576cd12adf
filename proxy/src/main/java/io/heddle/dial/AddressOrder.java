package io.heddle.dial;

import io.heddle.address.AddressFamilyPreference;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Order in which the addresses of a name are tried (RFC 8305 §4): the families alternate, and each
/// keeps the order of the resolver, so that a family that does not work costs one attempt.
public final class AddressOrder {
  private AddressOrder() {}

  /// The addresses to try, in order. Empty if the preference excludes all of them.
  public static List<InetAddress> of(
      List<InetAddress> resolved, AddressFamilyPreference preference) {
    List<InetAddress> ipv4 = new ArrayList<>();
    List<InetAddress> ipv6 = new ArrayList<>();
    for (InetAddress address : resolved) {
      (address instanceof Inet4Address ? ipv4 : ipv6).add(address);
    }
    return switch (preference) {
      case AUTO ->
          !resolved.isEmpty() && resolved.getFirst() instanceof Inet4Address
              ? alternate(ipv4, ipv6)
              : alternate(ipv6, ipv4);
      case IPV4 -> alternate(ipv4, ipv6);
      case IPV6 -> alternate(ipv6, ipv4);
      case IPV4_ONLY -> List.copyOf(ipv4);
      case IPV6_ONLY -> List.copyOf(ipv6);
    };
  }

  private static List<InetAddress> alternate(List<InetAddress> first, List<InetAddress> second) {
    List<InetAddress> ordered = new ArrayList<>(first.size() + second.size());
    Iterator<InetAddress> others = second.iterator();
    for (InetAddress address : first) {
      ordered.add(address);
      if (others.hasNext()) {
        ordered.add(others.next());
      }
    }
    others.forEachRemaining(ordered::add);
    return ordered;
  }
}
