package io.heddle.net;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.address.UnixPath;
import io.heddle.jdk.BlockingCheck;
import io.heddle.net.scheduler.Readiness;
import io.heddle.net.scheduler.Schedulers;
import io.heddle.net.scheduler.Schedulers.YieldBudget;
import io.heddle.net.systemd.InheritedSockets;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Listening TCP or UNIX socket, of which one virtual thread accepts. Closing it, from any thread,
/// ends a waiting [#accept].
public final class Listener implements AutoCloseable {
  // Not InetAddress.getLoopbackAddress(), which is ::1 on some machines: clients of "localhost" try
  // 127.0.0.1 too, but those of 127.0.0.1 do not try ::1.
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  /// The connections that may wait to be accepted. The kernel caps this (net.core.somaxconn).
  private static final int BACKLOG = 4096;

  /// The permissions of a UNIX socket to which this process's user alone can connect: 0600.
  public static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final ServerSocketChannel channel;
  private final Address address;
  private final Optional<UnixSocketFile> socketFile;
  private final YieldBudget yieldBudget = new YieldBudget();
  private volatile Optional<Thread> acceptingThread = Optional.empty();

  private Listener(ServerSocketChannel channel, Address address, Optional<UnixSocketFile> file)
      throws IOException {
    channel.configureBlocking(false);
    this.channel = channel;
    this.address = address;
    this.socketFile = file;
  }

  /// Listens on `address`. The caller closes the listener.
  ///
  /// @param address port 0 takes a free one, a name is looked up, and an inherited socket of this
  ///     address is used instead of a new one
  /// @param permissions of the file of a UNIX socket
  /// @throws java.net.BindException if the address is taken or not ours
  public static Listener open(Address address, Set<PosixFilePermission> permissions)
      throws IOException {
    EagerInitialization.load();
    if (address instanceof Endpoint endpoint) {
      return openTcp(endpoint);
    }
    if (address instanceof UnixPath path) {
      return openUnix(path, permissions);
    }
    throw new BindException(address + " is nothing to listen on");
  }

  private static Listener openTcp(Endpoint endpoint) throws IOException {
    InetAddress ip = address(endpoint.host());
    Endpoint literal = new Endpoint(new Host.Ip(ip), endpoint.port());
    Optional<ServerSocketChannel> inherited = InheritedSockets.find(literal);
    return inherited.isPresent()
        ? new Listener(inherited.get(), literal, Optional.empty())
        : of(bound(ip, endpoint.port()), Optional.empty());
  }

  /// The configuration counts a loopback name as safe without users, so it is not looked up.
  private static InetAddress address(Host host) throws IOException {
    assert BlockingCheck.isAllowed();
    // No switch over types: the JVM would make a class for it during the start, which takes time.
    if (host instanceof Host.Ip(var ip)) {
      return ip;
    }
    return host.isLoopback() ? LOOPBACK : Host.Ip.canonical(InetAddress.getByName(host.toString()));
  }

  private static Listener of(ServerSocketChannel channel, Optional<UnixSocketFile> file)
      throws IOException {
    return new Listener(channel, Sockets.local(channel), file);
  }

  private static ServerSocketChannel bound(InetAddress ip, int port) throws IOException {
    ServerSocketChannel channel = openChannel(ip);
    try {
      // A restart must not wait for old connections in TIME_WAIT. SO_REUSEPORT was rejected: a
      // second
      // process could share the port.
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      return channel.bind(new InetSocketAddress(ip, port), BACKLOG);
    } catch (IOException e) {
      channel.close();
      throw e;
    } catch (UnsupportedAddressTypeException e) {
      channel.close();
      throw new BindException("this machine has no IPv6");
    }
  }

  /// A socket of the address's own family. An IPv6 socket that is bound to 0.0.0.0 would take `[::]`
  /// too.
  private static ServerSocketChannel openChannel(InetAddress ip) throws IOException {
    return ip instanceof Inet4Address
        ? ServerSocketChannel.open(StandardProtocolFamily.INET)
        : ServerSocketChannel.open();
  }

  private static Listener openUnix(UnixPath path, Set<PosixFilePermission> permissions)
      throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      UnixSocketFile file = UnixSocketFile.bind(channel, path, BACKLOG, permissions);
      return of(channel, Optional.of(file));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// The address on which it accepts, with the real port.
  public Address address() {
    return address;
  }

  /// Waits for the next connection, which the caller closes.
  ///
  /// @throws java.nio.channels.ClosedChannelException once this listener is closed
  /// @throws IOException if there is no descriptor left; later there may be
  public SocketConnection accept() throws IOException {
    SocketChannel accepted = awaitConnection();
    try {
      accepted.configureBlocking(false);
    } catch (IOException e) {
      accepted.close();
      throw e;
    }
    return socketFile.isPresent()
        ? SocketConnection.ofUnixClient(accepted)
        : new SocketConnection(accepted);
  }

  private SocketChannel awaitConnection() throws IOException {
    // Under a storm of connections, accept never waits.
    yieldBudget.yieldIfSpent();
    SocketChannel accepted;
    while ((accepted = channel.accept()) == null) {
      acceptingThread = Optional.of(Thread.currentThread());
      Readiness.await(channel, Readiness.Event.READABLE, Deadline.NONE);
      yieldBudget.reset();
    }
    return accepted;
  }

  /// Whether [#accept] may still return something.
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    // The file first: the next process to listen there must not find a socket that looks stale.
    try (channel) {
      if (channel.isOpen()) {
        Schedulers.stopWatching(channel);
      }
      if (channel.isOpen() && socketFile.isPresent()) {
        socketFile.get().remove();
      }
    }
    acceptingThread.ifPresent(LockSupport::unpark);
  }
}
