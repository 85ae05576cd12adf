package io.heddle.forward;

import io.heddle.http1.ChunkFrame;
import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import io.heddle.net.scheduler.YieldBudget;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// What is on its way to one connection, gathered so that what is there leaves in one write: a head
/// with the first bytes of its body. Has a buffer only while there is something to gather.
final class BufferedSink implements AutoCloseable {
  /// How the receiver finds the end of a body.
  enum Framing {
    /// By its length, or by the end of the stream.
    PLAIN,
    CHUNKED
  }

  private static final int HEAD_CAPACITY = 512;
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  /// With less room than this a buffer counts as full.
  private static final int LITTLE = 1024;

  private final Connection sink;
  private final AtomicLong counter;
  private final BufferPool buffers;
  private ByteBuffer buffer = NONE;
  private int start;

  /// @param counter is told the bytes written
  BufferedSink(Connection sink, AtomicLong counter, BufferPool buffers) {
    this.sink = sink;
    this.counter = counter;
    this.buffers = buffers;
  }

  /// Gathers a head.
  void append(Consumer<ByteWriter> head) throws IOException {
    ByteWriter bytes = new ByteWriter(HEAD_CAPACITY);
    head.accept(bytes);
    append(bytes.toBuffer());
  }

  /// Gathers `bytes`; writes only if they do not fit.
  void append(ByteBuffer bytes) throws IOException {
    if (bytes.remaining() > room().remaining()) {
      flush();
    }
    if (bytes.remaining() > BufferPool.CAPACITY) {
      write(bytes);
    } else {
      room().put(bytes);
    }
  }

  /// Sends a body as it comes, up to its end: nothing is held back while its source has no more.
  ///
  /// @throws BodySourceException if the source is gone; what it had sent has been passed on
  /// @throws IOException if the receiver is gone
  void send(BodySource body, Framing framing) throws IOException, MalformedException {
    YieldBudget turn = new YieldBudget();
    while (!body.ended()) {
      if (room().remaining() < LITTLE) {
        flush();
        turn.moved();
      }
      boolean drained = fill(body, framing);
      if (drained && !body.ended()) {
        flush();
        await(body);
        turn.waited();
      }
    }
    if (framing == Framing.CHUNKED) {
      append(ChunkFrame.lastChunk(ForwardedTrailers.of(body.trailers())));
    }
    flush();
  }

  /// Whether the body has no more for now.
  private boolean fill(BodySource body, Framing framing) throws IOException, MalformedException {
    ByteBuffer room = room();
    int opened = room.position();
    if (framing == Framing.CHUNKED) {
      ChunkFrame.open(room);
    }
    try {
      body.read(room);
      return room.hasRemaining();
    } catch (IOException e) {
      throw BodySourceException.of(e);
    } finally {
      if (framing == Framing.CHUNKED) {
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
      buffer = buffers.take();
      start = 0;
    }
    return buffer;
  }

  /// Writes what has been gathered.
  void flush() throws IOException {
    if (buffer.capacity() > 0) {
      try {
        write(buffer.limit(buffer.position()).position(start));
      } finally {
        close();
      }
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    int count = bytes.remaining();
    sink.write(bytes);
    counter.lazySet(counter.getPlain() + count);
  }

  /// Forgets what has not been written.
  @Override
  public void close() {
    if (buffer.capacity() > 0) {
      ByteBuffer done = buffer;
      buffer = NONE;
      buffers.give(done);
    }
  }
}
