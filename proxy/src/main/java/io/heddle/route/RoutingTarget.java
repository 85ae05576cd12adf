package io.heddle.route;

import io.heddle.address.Cidr;
import io.heddle.address.Host;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// The target of one request in the forms in which rules compare it.
final class RoutingTarget {
  private static final InetAddress LOOPBACK_V4 = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress LOOPBACK_V6 = InetAddress.ofLiteral("::1");

  private final Host host;
  private final NameResolver names;
  private List<Cidr> resolved = List.of();
  private boolean asked;

  RoutingTarget(Host host, NameResolver names) {
    this.host = host;
    this.names = names;
  }

  Host host() {
    return host;
  }

  /// The addresses that it names itself, none if it is a name.
  List<Cidr> literalAddresses() {
    return switch (host) {
      case Host.Ip(var address) -> blocks(List.of(address));
      case Host.Name _ -> List.of();
    };
  }

  /// Its addresses, which for a name are looked up the first time.
  List<Cidr> resolvedAddresses() throws IOException {
    if (!asked) {
      asked = true;
      resolved =
          switch (host) {
            case Host.Ip _ -> literalAddresses();
            case Host.Name name -> blocks(names.addresses(name));
          };
    }
    return resolved;
  }

  /// The unspecified address counts as loopback too: that is where systems connect it to.
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
