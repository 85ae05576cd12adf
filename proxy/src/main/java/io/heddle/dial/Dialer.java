package io.heddle.dial;

import io.heddle.address.Address;
import io.heddle.address.AddressFamilyPreference;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.net.Connection;
import io.heddle.net.SocketConnection;
import io.heddle.net.Sockets.TcpOptions;
import io.heddle.net.scheduler.Readiness;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.time.Deadline;
import io.heddle.trace.Tracing;
import io.heddle.trace.Tracing.Step;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Dialer of TCP connections. It tries the addresses of a name as RFC 8305 says.
public final class Dialer {
  private final TargetAddresses targets;

  /// @param ownAddresses addresses of this proxy, which are not dialled
  public Dialer(Resolver resolver, AddressFamilyPreference preference, OwnAddresses ownAddresses) {
    targets = new TargetAddresses(resolver, preference, ownAddresses);
  }

  /// Connects to `target`. The caller closes the connection.
  ///
  /// @param resolution addresses to which the rules have agreed
  /// @throws RefusedException if no address can be reached, with the most informative reason
  public Connection dial(Endpoint target, TargetResolution resolution, Deadline deadline)
      throws RefusedException, IOException {
    long start = System.nanoTime();
    List<InetSocketAddress> addresses = targets.of(target, resolution, deadline);
    try {
      return connectToAny(addresses, deadline);
    } catch (RefusedException e) {
      // The target may have moved since the answer in the cache.
      List<InetSocketAddress> present = targets.renewed(target, resolution, start, deadline);
      if (addresses.containsAll(present)) {
        throw e;
      }
      return connectToAny(present, deadline);
    }
  }

  /// The address of `host` that would be tried first.
  ///
  /// @throws RefusedException if it has none
  public Host.Ip resolve(Host host, TargetResolution resolution, Deadline deadline)
      throws RefusedException, IOException {
    return new Host.Ip(targets.of(host, resolution, deadline).getFirst());
  }

  /// The name of an address.
  ///
  /// @throws RefusedException if it has none, or `host` is no address
  public Host.Name nameOf(Host host, Deadline deadline) throws RefusedException, IOException {
    if (host instanceof Host.Ip ip) {
      return ReverseLookup.nameOf(ip, targets.resolver(), deadline);
    }
    throw new RefusedException(
        Reason.ADDRESS_TYPE_NOT_SUPPORTED, host + " is a name, not an address with one");
  }

  /// The connection attempts under way besides the first of each name.
  public static int extraAttempts() {
    return ConnectionRace.extraAttempts();
  }

  private static Connection connectToAny(List<InetSocketAddress> addresses, Deadline deadline)
      throws RefusedException, IOException {
    return addresses.size() == 1
        ? connect(addresses.getFirst(), deadline)
        : new ConnectionRace(addresses, deadline).run();
  }

  /// Connects to one address. The caller closes the connection.
  ///
  /// @throws RefusedException if the attempt fails, with the reason
  /// @throws ClosedByInterruptException if the thread is interrupted
  static SocketConnection connect(InetSocketAddress address, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    return Tracing.step(
        new Step.Connect(address),
        connection -> Map.of("from", connection.local().toString()),
        () -> connectOrRefuse(address, deadline));
  }

  private static SocketConnection connectOrRefuse(InetSocketAddress address, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    try {
      return open(address, deadline);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw new RefusedException(ConnectFailures.refusal(e, address));
    } catch (UnsupportedAddressTypeException e) {
      throw new RefusedException(ConnectFailures.noIpv6(address));
    }
  }

  private static SocketConnection open(InetSocketAddress address, Deadline deadline)
      throws IOException {
    SocketChannel channel = openChannel(address);
    try {
      channel.configureBlocking(false);
      // A peer on this machine has answered when the system call returns, so we ask before we wait.
      for (boolean connected = channel.connect(address); !connected; ) {
        connected = channel.finishConnect();
        if (!connected) {
          Readiness.await(channel, Readiness.Event.CONNECTED, deadline);
        }
      }
      TcpOptions.apply(channel);
      return new SocketConnection(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// An IPv6 socket costs more, also in the kernel, so it is opened for IPv6 addresses only.
  private static SocketChannel openChannel(InetSocketAddress address) throws IOException {
    return address.getAddress() instanceof Inet4Address
        ? SocketChannel.open(StandardProtocolFamily.INET)
        : SocketChannel.open();
  }

  /// Addresses at which this proxy receives. A connection to one of them would come back to the proxy,
  /// which would connect again, until all descriptors are used up. TCP and UDP have separate ports,
  /// so there is one object for each.
  public static final class OwnAddresses {
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
}
