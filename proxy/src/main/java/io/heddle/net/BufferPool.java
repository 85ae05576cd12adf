package io.heddle.net;

import java.nio.ByteBuffer;

/// Pool of buffers for bytes in flight. A stream takes one when there are bytes to read, and gives it
/// back before it waits again, so that an idle connection has none.
public final class BufferPool {
  /// The size of each buffer, in bytes.
  public static final int CAPACITY = 64 * 1024;

  private static final int MAX_FREE = 32;

  private final Pool<ByteBuffer> buffers =
      new Pool<>(() -> ByteBuffer.allocateDirect(CAPACITY), MAX_FREE);

  /// An empty direct buffer of 64 KiB, which the caller gives back.
  public ByteBuffer take() {
    return buffers.take().clear();
  }

  /// Takes back a buffer of [#take].
  public void give(ByteBuffer buffer) {
    buffers.give(buffer);
  }
}
