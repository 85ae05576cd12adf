package io.heddle.http2;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/// Queue of received payload. Its memory is bounded by its bytes, however small the frames are in
/// which they came.
///
/// A large frame is kept as it is, and so is the first one. Small ones that have to wait behind it
/// are joined: a buffer of its own for one byte costs seventy bytes.
///
///     [ first ] [ large ] [ small small small · · · ]   the last buffer may have room
final class PayloadQueue {
  /// Bytes from which payload is kept as it is.
  static final int LARGE = 1024;

  /// Bytes of the first buffer in which small payload is joined, and of the largest.
  private static final int MIN_JOINED = 64;

  private static final int MAX_JOINED = 4 * LARGE;

  private final ArrayDeque<ByteBuffer> buffers = new ArrayDeque<>(2);
  private int size;

  /// Bytes in the queue.
  int size() {
    return size;
  }

  /// Buffers that hold them.
  int buffers() {
    return buffers.size();
  }

  /// Adds payload, which nobody changes any more.
  void add(ByteBuffer bytes) {
    int count = bytes.remaining();
    if (count == 0) {
      return;
    }
    if (buffers.isEmpty() || !appendToLast(bytes)) {
      buffers.addLast(buffers.isEmpty() || count >= LARGE ? bytes : joined(bytes));
    }
    size += count;
  }

  /// Copies `bytes` into the room of the last buffer, behind its limit.
  private boolean appendToLast(ByteBuffer bytes) {
    ByteBuffer last = buffers.getLast();
    int end = last.limit();
    if (last.capacity() - end < bytes.remaining()) {
      return false;
    }
    last.limit(end + bytes.remaining());
    last.put(end, bytes, bytes.position(), bytes.remaining());
    return true;
  }

  /// A buffer with room for more, the larger the more bytes wait.
  private ByteBuffer joined(ByteBuffer bytes) {
    int capacity = Math.clamp(size, MIN_JOINED, MAX_JOINED);
    ByteBuffer joined = ByteBuffer.allocate(Math.max(capacity, bytes.remaining()));
    return joined.put(bytes).flip();
  }

  /// Moves as many bytes as fit.
  ///
  /// @return number of bytes
  int read(ByteBuffer into) {
    int count = Math.min(size, into.remaining());
    for (int left = count; left > 0; ) {
      ByteBuffer first = buffers.getFirst();
      int part = Math.min(left, first.remaining());
      into.put(first.slice(first.position(), part));
      first.position(first.position() + part);
      left -= part;
      if (!first.hasRemaining()) {
        buffers.removeFirst();
      }
    }
    size -= count;
    return count;
  }

  void clear() {
    buffers.clear();
    size = 0;
  }
}
