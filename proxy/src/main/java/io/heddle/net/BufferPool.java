package io.heddle.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/// Pool of buffers for bytes in flight. A stream takes one when there are bytes to read, and gives it
/// back before it waits again, whether for more bytes or for its sink. So a stream that waits has no
/// buffer, and the number of buffers follows the streams that move bytes at the moment.
///
///     take ──▶ read ──▶ write what the sink takes now ──▶ give
///                         └─ the rest, in an array of its size, waits for the sink
///
/// These arrays are bounded, too: once they take a part of the heap, streams read less at once, so
/// that each further slow reader holds a few kilobytes. No stream is cut for want of a buffer. To cut
/// those that wait longest was rejected: a slow reader is no attacker, and the next one may be.
public final class BufferPool {
  /// The size of each pooled buffer, in bytes.
  public static final int CAPACITY = 64 * 1024;

  /// The size of a buffer when memory is scarce, in bytes.
  static final int SMALL_CAPACITY = 4 * 1024;

  /// Enough for the longest TLS record that the JDK reads: 33,093 bytes, since some peers send
  /// twice as much as RFC 5246 §6.2.3 allows.
  public static final int RECORD_CAPACITY = 36 * 1024;

  /// The most buffers of each kind that are kept for later.
  private static final int MAX_FREE = 32;

  /// Part of the largest heap that buffers in use may take, direct ones included, and that waiting bytes
  /// may take before memory counts as scarce.
  private static final int HEAP_PART = 8;

  private final long limit;
  private final Deque<ByteBuffer> freeArrays = new ArrayDeque<>(MAX_FREE);
  private final Deque<ByteBuffer> freeDirect = new ArrayDeque<>(MAX_FREE);
  private final AtomicLong waiting = new AtomicLong();
  private int taken;

  /// A pool for the heap of this process.
  public BufferPool() {
    this(Runtime.getRuntime().maxMemory() / HEAP_PART);
  }

  /// @param limit bytes of buffers in use, and bytes that wait before memory counts as scarce
  public BufferPool(long limit) {
    this.limit = limit;
  }

  /// An empty buffer for TLS records, which the caller gives back. It is an array, since the JDK's
  /// ciphers copy what is in a direct buffer into arrays and back. It has 64 KiB, or 36 KiB when too many
  /// buffers are in use.
  public ByteBuffer takeForRecords() {
    return take(freeArrays, ByteBuffer::allocate, RECORD_CAPACITY);
  }

  /// An empty buffer for bytes that are passed on by [#write]. It is direct, since the JDK's sockets copy
  /// what is in an array. The buffer has 64 KiB, or is an array of 4 KiB when too many buffers are in use
  /// or too many bytes wait.
  public ByteBuffer takeForTransfer() {
    return waiting.get() > limit
        ? ByteBuffer.allocate(SMALL_CAPACITY)
        : take(freeDirect, ByteBuffer::allocateDirect, SMALL_CAPACITY);
  }

  private ByteBuffer take(
      Deque<ByteBuffer> free, IntFunction<ByteBuffer> allocation, int scarceCapacity) {
    synchronized (this) {
      if ((long) taken * CAPACITY > limit) {
        return ByteBuffer.allocate(scarceCapacity);
      }
      taken++;
      ByteBuffer pooled = free.pollLast();
      if (pooled != null) {
        return pooled.clear();
      }
    }
    try {
      return allocation.apply(CAPACITY);
    } catch (OutOfMemoryError e) {
      // Direct memory has a limit of its own, which others may have used up. Arrays come here only
      // where the JVM goes on after this error.
      countGiven();
      return ByteBuffer.allocate(scarceCapacity);
    }
  }

  /// Takes back a buffer of [#takeForRecords] or [#takeForTransfer].
  public void give(ByteBuffer buffer) {
    if (buffer.capacity() != CAPACITY) {
      // Made when too many were in use.
      return;
    }
    synchronized (this) {
      taken--;
      Deque<ByteBuffer> free = buffer.isDirect() ? freeDirect : freeArrays;
      if (free.size() < MAX_FREE) {
        free.addLast(buffer);
      }
    }
  }

  private synchronized void countGiven() {
    taken--;
  }

  /// Writes the bytes in a buffer of this pool, and takes the buffer back in any case, before waiting
  /// for the sink.
  public void write(ByteBuffer bytes, Connection sink) throws IOException {
    int count = bytes.remaining();
    ByteBuffer rest;
    try {
      if (sink.writeNow(bytes)) {
        return;
      }
      rest = copy(bytes);
    } finally {
      give(bytes);
    }
    waiting.addAndGet(count);
    try {
      sink.write(rest);
    } finally {
      waiting.addAndGet(-count);
    }
  }

  /// Whether streams should hold as little as they can: many buffers are in use, or many bytes wait for
  /// their sinks.
  public synchronized boolean isScarce() {
    return (long) taken * CAPACITY > limit / 2 || waiting.get() > limit;
  }

  /// Buffers in use.
  synchronized int taken() {
    return taken;
  }

  /// Copy of the remaining bytes in an array of their size.
  public static ByteBuffer copy(ByteBuffer bytes) {
    return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
  }
}
