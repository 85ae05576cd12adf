package io.heddle.net;

import static io.heddle.net.scheduler.Readiness.Event.READABLE;
import static io.heddle.net.scheduler.Readiness.Event.WRITABLE;

import io.heddle.address.Address;
import io.heddle.net.Sockets.TcpOptions;
import io.heddle.net.scheduler.Readiness;
import io.heddle.net.scheduler.Schedulers.YieldBudget;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteReader;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/// Connection over a plain TCP or UNIX-domain socket.
public final class SocketConnection implements Connection {
  private final SocketChannel channel;
  private final ByteReader reader = new ByteReader(this::receive);
  private final YieldBudget yieldBudget = new YieldBudget();
  private volatile Deadline deadline = Deadline.NONE;
  private volatile boolean reset;
  private final Object sendLock = new Object();
  private boolean peerReset;
  private boolean unixClient;
  private volatile Optional<Address> remoteOverride = Optional.empty();

  /// Takes over a connected channel, which it closes.
  ///
  /// @param channel in non-blocking mode
  public SocketConnection(SocketChannel channel) {
    this.channel = channel;
  }

  /// The connection of a client of a UNIX socket. [#remote] is its user, looked up when it is first
  /// asked for, by the thread of the client: others do not wait for it.
  static SocketConnection ofUnixClient(SocketChannel channel) {
    SocketConnection connection = new SocketConnection(channel);
    connection.unixClient = true;
    return connection;
  }

  /// The socket, for a relay that moves bytes inside the kernel. Bytes in [#reader] come before those
  /// of the socket.
  public SocketChannel channel() {
    return channel;
  }

  /// Makes [#remote] tell another address: that of the client for which the peer, a load balancer,
  /// connects; or the user at the other end of a UNIX socket.
  public void setRemoteOverride(Address remote) {
    remoteOverride = Optional.of(remote);
  }

  @Override
  public ByteReader reader() {
    return reader;
  }

  @Override
  public void deadline(Deadline newDeadline) {
    deadline = newDeadline;
  }

  @Override
  public void awaitReadable() throws IOException {
    if (reader.buffered() == 0) {
      Readiness.await(channel, READABLE, deadline);
      yieldBudget.reset();
    }
  }

  @Override
  public Optional<SelectableChannel> selectable() {
    return Optional.of(channel);
  }

  @Override
  public int readNow(ByteBuffer into) throws IOException {
    return reader.buffered() > 0 ? reader.drain(into) : receiveNow(into);
  }

  private int receive(ByteBuffer into) throws IOException {
    int count;
    while ((count = receiveNow(into)) == 0) {
      Readiness.await(channel, READABLE, deadline);
      yieldBudget.reset();
    }
    yieldBudget.yieldIfSpent();
    return count;
  }

  private int receiveNow(ByteBuffer into) throws IOException {
    int count = channel.read(into);
    if (count < 0) {
      checkEndOfStream();
    }
    return count;
  }

  /// Checks that the end of the stream is no reset. The system reports a reset only once: if a writer
  /// got it, a reader sees an ordinary end.
  ///
  /// @throws SocketException if the stream was reset
  public void checkEndOfStream() throws SocketException {
    synchronized (sendLock) {
      if (peerReset) {
        throw new SocketException("the peer has reset the stream");
      }
    }
  }

  @Override
  public void write(ByteBuffer from) throws IOException {
    while (from.hasRemaining()) {
      if (send(() -> channel.write(from)) == 0) {
        Readiness.await(channel, WRITABLE, deadline);
      }
    }
  }

  @Override
  public boolean writeNow(ByteBuffer from) throws IOException {
    if (from.hasRemaining()) {
      int _ = send(() -> channel.write(from));
    }
    return !from.hasRemaining();
  }

  /// System call that sends bytes without waiting.
  @FunctionalInterface
  public interface SendCall {
    /// Sends now.
    ///
    /// @return how many bytes, 0 if none can be sent
    int invoke() throws IOException;
  }

  /// Does a system call that sends on [#channel], and remembers a reset for [#checkEndOfStream].
  public int send(SendCall call) throws IOException {
    synchronized (sendLock) {
      try {
        return call.invoke();
      } catch (IOException e) {
        // Not so a broken pipe: the peer has ended its stream before, and does not read any more.
        peerReset |= String.valueOf(e.getMessage()).contains("reset");
        throw e;
      }
    }
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void resetOnClose() {
    reset = true;
  }

  @Override
  public void keepAlive() {
    TcpOptions.keepAlive(channel);
  }

  @Override
  public Address local() {
    return Sockets.local(channel);
  }

  @Override
  public Address remote() {
    return remoteOverride.orElseGet(this::findRemote);
  }

  private Address findRemote() {
    if (unixClient) {
      setRemoteOverride(UnixPeer.of(channel));
      return remoteOverride.orElseThrow();
    }
    return Sockets.remote(channel);
  }

  @Override
  public void close() {
    Readiness.forget(channel);
    try (channel) {
      if (reset && channel.isOpen()) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException | UnsupportedOperationException e) {
      // The descriptor is closed in any case, and a UNIX socket cannot send a reset.
    }
  }
}
