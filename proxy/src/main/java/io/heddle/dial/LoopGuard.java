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

/// The addresses at which this proxy receives: what is sent to one of them would come back to
/// itself, and again, until nothing is left. Streams and datagrams have ports of their own, so they
/// have an object each.
public final class LoopGuard {
  private static final Host ANY_V6 = new Host.Ip(InetAddress.ofLiteral("::"));
  private static final Host LOOPBACK_V4 = new Host.Ip(InetAddress.ofLiteral("127.0.0.1"));
  private static final Host LOOPBACK_V6 = new Host.Ip(InetAddress.ofLiteral("::1"));

  private final Set<Address> addresses = ConcurrentHashMap.newKeySet();

  /// Adds the real address of a socket.
  public void add(Address address) {
    addresses.add(address);
  }

  /// Takes back what [#add] added.
  public void remove(Address address) {
    addresses.remove(address);
  }

  /// Whether what is sent to `target` would arrive at one of the addresses.
  public boolean includes(InetSocketAddress target) {
    InetAddress ip = target.getAddress();
    int port = target.getPort();
    if (has(new Host.Ip(ip), port)) {
      return true;
    }
    boolean toEach = has(Host.Ip.ANY_V4, port) || has(ANY_V6, port);
    // To send to the unspecified address means this machine's loopback.
    return ip.isAnyLocalAddress()
        ? toEach || has(LOOPBACK_V4, port) || has(LOOPBACK_V6, port)
        : toEach && isLocal(ip);
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
