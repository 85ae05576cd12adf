package io.heddle.net;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.address.UnixPath;
import io.heddle.net.scheduler.Readiness;
import io.heddle.net.scheduler.SchedulerFactory;
import io.heddle.net.scheduler.YieldBudget;
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

/// A socket that accepts streams, in one virtual thread. Closing it, from any thread, ends a
/// waiting [#accept].
public final class Listener implements AutoCloseable {
  /// As many as the kernel allows wait to be accepted.
  private static final int BACKLOG = 4096;

  /// Lets this process's user alone connect to a UNIX socket: mode 0600.
  public static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

  private final ServerSocketChannel channel;
  private final Address address;
  private final Optional<UnixSocketFile> file;
  private final YieldBudget turn = new YieldBudget();
  private volatile Optional<Thread> waiting = Optional.empty();

  private Listener(ServerSocketChannel channel, Address address, Optional<UnixSocketFile> file)
      throws IOException {
    channel.configureBlocking(false);
    this.channel = channel;
    this.address = address;
    this.file = file;
  }

  /// Listens on `address`; the caller closes the listener.
  ///
  /// @param address port 0 takes a free one; a name is looked up here; where this process has
  ///     inherited a socket, that is taken
  /// @param permissions of the file that a UNIX socket is
  /// @throws java.net.BindException if the address is taken or not ours
  public static Listener open(Address address, Set<PosixFilePermission> permissions)
      throws IOException {
    Preload.make();
    if (address instanceof Endpoint endpoint) {
      return openTcp(endpoint);
    }
    if (address instanceof UnixPath path) {
      return openUnix(path, permissions);
    }
    throw new BindException(address + " is nothing to listen on");
  }

  private static Listener openTcp(Endpoint endpoint) throws IOException {
    InetAddress ip =
        endpoint.host() instanceof Host.Ip(var literal)
            ? literal
            : InetAddress.getByName(endpoint.host().toString());
    Endpoint literal = new Endpoint(new Host.Ip(ip), endpoint.port());
    Optional<ServerSocketChannel> inherited = InheritedSockets.at(literal);
    return inherited.isPresent()
        ? new Listener(inherited.get(), literal, Optional.empty())
        : of(bound(ip, endpoint.port()), Optional.empty());
  }

  private static Listener of(ServerSocketChannel channel, Optional<UnixSocketFile> file)
      throws IOException {
    return new Listener(channel, SocketAddresses.local(channel), file);
  }

  private static ServerSocketChannel bound(InetAddress ip, int port) throws IOException {
    ServerSocketChannel channel = openChannel(ip);
    try {
      // A restart must not wait for old connections in TIME_WAIT. (SO_REUSEPORT would let a second
      // copy share the port.)
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

  /// A socket of the address's own family: one of IPv6 bound to 0.0.0.0 would take `[::]` too.
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

  /// The address it accepts on, with the real port.
  public Address address() {
    return address;
  }

  /// Waits for the next stream, which the caller closes.
  ///
  /// @throws java.nio.channels.ClosedChannelException once this listener is closed
  /// @throws IOException if there is no descriptor left; later there may be
  public SocketConnection accept() throws IOException {
    SocketChannel accepted = await();
    try {
      accepted.configureBlocking(false);
    } catch (IOException e) {
      accepted.close();
      throw e;
    }
    SocketConnection connection = new SocketConnection(accepted);
    if (file.isPresent()) {
      connection.standsFor(SocketAddresses.peer(accepted));
    }
    return connection;
  }

  private SocketChannel await() throws IOException {
    // So many may come at once that there is never one to wait for.
    turn.moved();
    SocketChannel accepted;
    while ((accepted = channel.accept()) == null) {
      waiting = Optional.of(Thread.currentThread());
      Readiness.await(channel, Readiness.Event.READABLE, Deadline.NONE);
      turn.waited();
    }
    return accepted;
  }

  /// Whether [#accept] may still return something.
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    // The file first: whoever comes next finds nothing, and not a socket that seems stale.
    try (channel) {
      if (channel.isOpen()) {
        SchedulerFactory.stop(channel);
      }
      if (channel.isOpen() && file.isPresent()) {
        file.get().remove();
      }
    }
    waiting.ifPresent(LockSupport::unpark);
  }
}
