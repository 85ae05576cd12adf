package io.heddle.route;

import io.heddle.address.Cidr;
import io.heddle.address.Host;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// Target host of one request, with its addresses in the form that rules compare. Resolves a name at
/// most once. Not thread-safe.
final class RoutingTarget {
  private static final InetAddress LOOPBACK_V4 = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress LOOPBACK_V6 = InetAddress.ofLiteral("::1");

  private final Host host;
  private final NameResolver names;
  private List<Cidr> resolved = List.of();
  private boolean isResolved;

  RoutingTarget(Host host, NameResolver names) {
    this.host = host;
    this.names = names;
  }

  Host host() {
    return host;
  }

  /// The target's address if it is a literal; empty if the target is a name.
  List<Cidr> literalAddresses() {
    return switch (host) {
      case Host.Ip(var address) -> blocks(List.of(address));
      case Host.Name _ -> List.of();
    };
  }

  /// The target's addresses. A name is resolved at the first call.
  List<Cidr> resolvedAddresses() throws IOException {
    if (!isResolved) {
      isResolved = true;
      resolved =
          switch (host) {
            case Host.Ip _ -> literalAddresses();
            case Host.Name name -> blocks(names.addresses(name));
          };
    }
    return resolved;
  }

  /// Blocks of single addresses. The unspecified address also counts as the loopback address,
  /// because operating systems connect it to the loopback.
  private static List<Cidr> blocks(List<InetAddress> addresses) {
    List<Cidr> blocks = new ArrayList<>(addresses.size());
    for (InetAddress address : addresses) {
      blocks.add(Cidr.of(address));
      if (address.isAnyLocalAddress()) {
        blocks.add(Cidr.of(address instanceof Inet4Address ? LOOPBACK_V4 : LOOPBACK_V6));
      }
    }
    return blocks;
  }
}
