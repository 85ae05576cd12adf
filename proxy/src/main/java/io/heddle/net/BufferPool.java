package io.heddle.net;

import java.nio.ByteBuffer;

/// Buffers for bytes in flight. A direction takes one when there is something to read and gives it
/// back before it waits again.
public final class BufferPool {
  /// Of each buffer, in bytes.
  public static final int CAPACITY = 64 * 1024;

  private static final int KEPT = 32;

  private final Pool<ByteBuffer> buffers =
      new Pool<>(() -> ByteBuffer.allocateDirect(CAPACITY), KEPT);

  /// An empty direct buffer of 64 KiB, which the caller gives back.
  public ByteBuffer take() {
    return buffers.take().clear();
  }

  /// Takes back what [#take] gave.
  public void give(ByteBuffer buffer) {
    buffers.give(buffer);
  }
}
