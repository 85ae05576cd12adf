package io.heddle.dial;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Addresses at which this proxy receives. A connection to one of them would come back to the proxy,
/// which would connect again, until all descriptors are used up. TCP and UDP have separate ports,
/// so there is one object for each.
public final class LoopGuard {
  private static final Host ANY_V6 = new Host.Ip(InetAddress.ofLiteral("::"));
  private static final Host LOOPBACK_V4 = new Host.Ip(InetAddress.ofLiteral("127.0.0.1"));
  private static final Host LOOPBACK_V6 = new Host.Ip(InetAddress.ofLiteral("::1"));

  private final Set<Address> addresses = ConcurrentHashMap.newKeySet();

  /// Adds the address that a socket is bound to.
  public void add(Address address) {
    addresses.add(address);
  }

  /// Removes an address that [#add] added.
  public void remove(Address address) {
    addresses.remove(address);
  }

  /// Whether bytes sent to `target` would arrive at one of the addresses.
  public boolean isOwn(InetSocketAddress target) {
    InetAddress ip = Host.Ip.canonical(target.getAddress());
    int port = target.getPort();
    if (has(new Host.Ip(ip), port)) {
      return true;
    }
    boolean allAddresses = has(Host.Ip.ANY_V4, port) || has(ANY_V6, port);
    // The unspecified address as a target means the loopback address of this machine.
    return ip.isAnyLocalAddress()
        ? allAddresses || has(LOOPBACK_V4, port) || has(LOOPBACK_V6, port)
        : allAddresses && isLocal(ip);
  }

  private boolean has(Host host, int port) {
    return addresses.contains(new Endpoint(host, port));
  }

  private static boolean isLocal(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
  }
}
