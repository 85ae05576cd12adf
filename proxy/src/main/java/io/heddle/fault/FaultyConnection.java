package io.heddle.fault;

import io.heddle.address.Address;
import io.heddle.net.Connection;
import io.heddle.net.InjectedResetException;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;

/// Connection to an upstream with a latency, a rate or a reset after some bytes.
final class FaultyConnection implements Connection {
  private final Connection inner;
  private final ByteMover mover;
  private final FaultyDirection upload;
  private final FaultyDirection download;
  private final ByteReader reader = new ByteReader(this::receive);
  private volatile Deadline deadline = Deadline.NONE;
  private boolean closed;

  /// Takes over a connection and its mover, and closes both.
  FaultyConnection(Connection inner, ByteMover mover) {
    this.inner = inner;
    this.mover = mover;
    upload = mover.upload();
    download = mover.download();
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
      download.awaitOutput(deadline);
    }
  }

  @Override
  public int readNow(ByteBuffer into) throws IOException {
    return reader.buffered() > 0 ? reader.drain(into) : takeNow(into);
  }

  private int receive(ByteBuffer into) throws IOException {
    int count;
    while ((count = takeNow(into)) == 0) {
      download.awaitOutput(deadline);
    }
    return count;
  }

  private int takeNow(ByteBuffer into) throws IOException {
    int count = download.takeNow(into);
    if (count > 0) {
      mover.resetIfSpent();
    }
    return count;
  }

  @Override
  public void write(ByteBuffer from) throws IOException {
    while (!writeNow(from)) {
      int _ = upload.awaitRoom(deadline);
    }
  }

  @Override
  public boolean writeNow(ByteBuffer from) throws IOException {
    if (from.hasRemaining()) {
      upload.putNow(from);
    }
    return !from.hasRemaining();
  }

  /// Waits until the end has left, so that a connection that is closed afterwards loses nothing.
  @Override
  public void shutdownOutput() throws IOException {
    upload.putEnd();
    upload.awaitDelivered(deadline);
  }

  @Override
  public void awaitInjectedReset() throws IOException {
    if (mover.mayReset()) {
      try {
        upload.awaitDelivered(deadline);
      } catch (ClosedByInterruptException | InjectedResetException e) {
        throw e;
      } catch (IOException e) {
        // The connection has broken by itself, which whoever writes finds out.
      }
    }
  }

  @Override
  public void resetOnClose() {
    inner.resetOnClose();
  }

  @Override
  public void keepAlive() {
    inner.keepAlive();
  }

  @Override
  public Address local() {
    return inner.local();
  }

  @Override
  public Address remote() {
    return inner.remote();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (inner) {
      mover.close();
    }
  }
}
