package io.heddle.relay;

import io.heddle.net.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/// One direction of a relay: copies from its source to its sink until the source ends, then ends
/// the sink's output.
///
/// A source that breaks is this pump's failure. A sink that breaks is not: what the sink has sent
/// before it broke may still be on its way, so this pump just stops, and the pump of the other
/// direction finds the break when it has read all.
final class Pump {
  private final Connection source;
  private final Connection sink;
  private final AtomicLong counter;
  private final BufferPool buffers;
  private volatile boolean ended;
  private volatile boolean sinkBroken;

  Pump(Connection source, Connection sink, AtomicLong counter, BufferPool buffers) {
    this.source = source;
    this.sink = sink;
    this.counter = counter;
    this.buffers = buffers;
  }

  /// Copies until there is nothing more to copy.
  ///
  /// @throws IOException if the source breaks, or the thread is interrupted
  void run() throws IOException {
    do {
      source.awaitReadable();
    } while (copy());
    ended = true;
  }

  /// Whether this direction is over.
  boolean ended() {
    return ended;
  }

  /// Whether the sink took no more bytes.
  boolean sinkBroken() {
    return sinkBroken;
  }

  /// Passes on what is there; false once nothing more will be.
  private boolean copy() throws IOException {
    ByteBuffer buffer = buffers.take();
    try {
      int count = source.read(buffer);
      return count < 0 ? endSink() : fill(buffer.flip(), count);
    } finally {
      buffers.give(buffer);
    }
  }

  private boolean fill(ByteBuffer buffer, int count) throws IOException {
    try {
      sink.write(buffer);
      counter.lazySet(counter.getPlain() + count);
      return true;
    } catch (IOException e) {
      return stop(e);
    }
  }

  private boolean endSink() throws IOException {
    try {
      sink.shutdownOutput();
      return false;
    } catch (IOException e) {
      return stop(e);
    }
  }

  private boolean stop(IOException failure) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw failure;
    }
    sinkBroken = true;
    return false;
  }
}
