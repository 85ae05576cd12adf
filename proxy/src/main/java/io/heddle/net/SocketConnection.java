package io.heddle.net;

import static io.heddle.net.Readiness.Event.READABLE;
import static io.heddle.net.Readiness.Event.WRITABLE;

import io.heddle.address.Address;
import io.heddle.wire.ByteReader;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// A plain TCP or UNIX-domain socket.
public final class SocketConnection implements Connection {
  private final SocketChannel channel;
  private final ByteReader reader = new ByteReader(this::receive);
  private volatile Deadline deadline = Deadline.NONE;
  private volatile boolean broken;

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
    }
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return reader.buffered() > 0 ? reader.drain(into) : receive(into);
  }

  @Override
  public int readNow(ByteBuffer into) throws IOException {
    return reader.buffered() > 0 ? reader.drain(into) : channel.read(into);
  }

  private int receive(ByteBuffer into) throws IOException {
    int count;
    while ((count = channel.read(into)) == 0) {
      Readiness.await(channel, READABLE, deadline);
    }
    return count;
  }

  @Override
  public void write(ByteBuffer from) throws IOException {
    while (from.hasRemaining()) {
      if (channel.write(from) == 0) {
        Readiness.await(channel, WRITABLE, deadline);
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
  public Address local() {
    return SocketAddresses.local(channel);
  }

  @Override
  public Address remote() {
    return SocketAddresses.remote(channel);
  }

  @Override
  public void close() {
    try (channel) {
      if (broken && channel.isOpen()) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException | UnsupportedOperationException e) {
      // The descriptor is free in any case; a UNIX socket has no reset to send.
    }
  }
}
