package io.heddle.net;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/// Buffers for bytes in flight. A direction takes one when there is something to read and gives it
/// back before it waits again, so their number follows the work under way, not the number of
/// connections.
public final class BufferPool {
  /// Of each buffer, in bytes.
  public static final int CAPACITY = 64 * 1024;

  private static final int KEPT = 32;

  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>(KEPT);

  /// An empty direct buffer of 64 KiB, which the caller gives back.
  public ByteBuffer take() {
    synchronized (free) {
      ByteBuffer buffer = free.pollLast();
      if (buffer != null) {
        return buffer.clear();
      }
    }
    return ByteBuffer.allocateDirect(CAPACITY);
  }

  /// Takes back what [#take] gave.
  public void give(ByteBuffer buffer) {
    synchronized (free) {
      if (free.size() < KEPT) {
        free.addLast(buffer);
      }
    }
  }
}
