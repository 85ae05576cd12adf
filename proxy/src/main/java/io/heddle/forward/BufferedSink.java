package io.heddle.forward;

import io.heddle.http1.ChunkFrame;
import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import io.heddle.net.scheduler.Schedulers.YieldBudget;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Buffered output to one connection. A head and the first bytes of its body leave in one write. It
/// holds a buffer of the pool only while there are bytes to write.
final class BufferedSink implements AutoCloseable {
  /// Framing of a body that is written.
  enum BodyFraming {
    /// None: its length, or the end of the stream, shows the end of the body.
    IDENTITY,
    CHUNKED
  }

  private static final int HEAD_CAPACITY = 512;
  private static final ByteBuffer NO_BUFFER = ByteBuffer.allocate(0);

  /// A buffer with less room than this counts as full.
  private static final int MIN_ROOM = 1024;

  private final Connection sink;
  private final AtomicLong counter;
  private final BufferPool buffers;
  private ByteBuffer buffer = NO_BUFFER;
  private int start;

  /// @param counter counts the bytes written
  BufferedSink(Connection sink, AtomicLong counter, BufferPool buffers) {
    this.sink = sink;
    this.counter = counter;
    this.buffers = buffers;
  }

  /// Appends a head.
  void append(Consumer<ByteWriter> head) throws IOException {
    ByteWriter bytes = new ByteWriter(HEAD_CAPACITY);
    head.accept(bytes);
    append(bytes.toBuffer());
  }

  /// Appends `bytes`. Writes only if they do not fit into the buffer.
  void append(ByteBuffer bytes) throws IOException {
    if (bytes.remaining() > room().remaining()) {
      flush();
    }
    if (bytes.remaining() > room().remaining()) {
      int count = bytes.remaining();
      sink.write(bytes);
      count(count);
    } else {
      room().put(bytes);
    }
  }

  /// Sends a body to its end. Bytes do not wait in the buffer while the source has no more.
  ///
  /// @throws BodySourceException if the source fails; the bytes that it had sent are passed on
  /// @throws IOException if the receiver is gone
  void send(BodySource body, BodyFraming framing) throws IOException, MalformedException {
    YieldBudget yieldBudget = new YieldBudget();
    while (!body.isComplete()) {
      if (room().remaining() < MIN_ROOM) {
        flush();
        yieldBudget.yieldIfSpent();
      }
      boolean drained = fill(body, framing);
      if (drained && !body.isComplete()) {
        flush();
        await(body);
        yieldBudget.reset();
      }
    }
    if (framing == BodyFraming.CHUNKED) {
      append(ChunkFrame.lastChunk(ForwardedTrailers.of(body.trailers())));
    }
    flush();
  }

  /// Fills the buffer with bytes of the body.
  ///
  /// @return whether the body has no more for now
  private boolean fill(BodySource body, BodyFraming framing)
      throws IOException, MalformedException {
    ByteBuffer room = room();
    int opened = room.position();
    if (framing == BodyFraming.CHUNKED) {
      ChunkFrame.open(room);
    }
    try {
      body.read(room);
      return room.hasRemaining();
    } catch (IOException e) {
      throw BodySourceException.of(e);
    } finally {
      if (framing == BodyFraming.CHUNKED) {
        start = ChunkFrame.close(room, start, opened);
      }
    }
  }

  private static void await(BodySource body) throws IOException {
    try {
      body.connection().awaitReadable();
    } catch (IOException e) {
      throw BodySourceException.of(e);
    }
  }

  private ByteBuffer room() {
    if (buffer.capacity() == 0) {
      buffer = buffers.takeForTransfer();
      start = 0;
    }
    return buffer;
  }

  /// Writes the bytes in the buffer.
  void flush() throws IOException {
    if (buffer.capacity() > 0) {
      ByteBuffer bytes = buffer.limit(buffer.position()).position(start);
      buffer = NO_BUFFER;
      int count = bytes.remaining();
      buffers.write(bytes, sink);
      count(count);
    }
  }

  private void count(int count) {
    counter.lazySet(counter.getPlain() + count);
  }

  /// Discards the bytes that have not been written. The connection stays open.
  @Override
  public void close() {
    if (buffer.capacity() > 0) {
      ByteBuffer done = buffer;
      buffer = NO_BUFFER;
      buffers.give(done);
    }
  }
}
