package io.heddle.net;

import static io.heddle.net.scheduler.Readiness.Event.READABLE;
import static io.heddle.net.scheduler.Readiness.Event.WRITABLE;

import io.heddle.address.Address;
import io.heddle.net.scheduler.Readiness;
import io.heddle.net.scheduler.YieldBudget;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteReader;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/// A plain TCP or UNIX-domain socket.
public final class SocketConnection implements Connection {
  private final SocketChannel channel;
  private final ByteReader reader = new ByteReader(this::receive);
  private final YieldBudget turn = new YieldBudget();
  private volatile Deadline deadline = Deadline.NONE;
  private volatile boolean broken;
  private final Object sending = new Object();
  private boolean reset;
  private volatile Optional<Address> client = Optional.empty();

  /// Takes over a connected channel, which it closes.
  ///
  /// @param channel in non-blocking mode
  public SocketConnection(SocketChannel channel) {
    this.channel = channel;
  }

  /// The socket itself, for a relay that moves bytes inside the kernel. Its bytes follow those of
  /// [#reader].
  public SocketChannel channel() {
    return channel;
  }

  /// From now on, the peer's end is that of a client whom the peer stands for.
  public void standsFor(Address newClient) {
    client = Optional.of(newClient);
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
      turn.waited();
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
      turn.waited();
    }
    turn.moved();
    return count;
  }

  private int receiveNow(ByteBuffer into) throws IOException {
    int count = channel.read(into);
    if (count < 0) {
      confirmEnd();
    }
    return count;
  }

  /// To be asked at the end of the stream, whether it is one. The system tells a reset only once:
  /// if a writer heard of it, a reader sees an end.
  ///
  /// @throws SocketException if the stream was reset
  public void confirmEnd() throws SocketException {
    synchronized (sending) {
      if (reset) {
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

  /// A system call that sends bytes without waiting.
  @FunctionalInterface
  public interface Sending {
    /// Sends now.
    ///
    /// @return how many bytes, 0 if none can be sent
    int now() throws IOException;
  }

  /// Does a system call that sends on [#channel], and remembers a reset for [#confirmEnd].
  public int send(Sending call) throws IOException {
    synchronized (sending) {
      try {
        return call.now();
      } catch (IOException e) {
        // A broken pipe is another matter: the peer has ended its stream before, and wants no more.
        reset |= String.valueOf(e.getMessage()).contains("reset");
        throw e;
      }
    }
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void markBroken() {
    broken = true;
  }

  @Override
  public void keepAlive() {
    TcpOptions.keepAlive(channel);
  }

  @Override
  public Address local() {
    return SocketAddresses.local(channel);
  }

  @Override
  public Address remote() {
    return client.orElseGet(() -> SocketAddresses.remote(channel));
  }

  @Override
  public void close() {
    Readiness.forget(channel);
    try (channel) {
      if (broken && channel.isOpen()) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException | UnsupportedOperationException e) {
      // The descriptor is free in any case; a UNIX socket has no reset to send.
    }
  }
}
