package io.heddle.support;

import io.heddle.wire.ByteSource;
import java.nio.ByteBuffer;
import java.util.List;

/// Source of given bytes in chunks of given sizes.
public final class ChunkedByteSource implements ByteSource {
  private final ByteBuffer bytes;
  private final List<Integer> sizes;
  private int reads;
  private int largestRoom;

  private ChunkedByteSource(byte[] bytes, List<Integer> sizes) {
    this.bytes = ByteBuffer.wrap(bytes);
    this.sizes = sizes;
  }

  /// Source with all bytes in one chunk.
  public static ChunkedByteSource whole(byte[] bytes) {
    return new ChunkedByteSource(bytes, List.of(Integer.MAX_VALUE));
  }

  /// Source with chunks of one byte.
  public static ChunkedByteSource byteByByte(byte[] bytes) {
    return new ChunkedByteSource(bytes, List.of(1));
  }

  /// Source with chunks of these sizes, repeated.
  public static ChunkedByteSource of(byte[] bytes, List<Integer> sizes) {
    return new ChunkedByteSource(bytes, List.copyOf(sizes));
  }

  @Override
  public int read(ByteBuffer into) {
    if (!into.hasRemaining()) {
      throw new AssertionError("a read without room for a byte");
    }
    largestRoom = Math.max(largestRoom, into.remaining());
    int size = sizes.get(reads++ % sizes.size());
    int count = Math.min(Math.min(size, into.remaining()), bytes.remaining());
    if (count == 0) {
      return -1;
    }
    into.put(into.position(), bytes, bytes.position(), count).position(into.position() + count);
    bytes.position(bytes.position() + count);
    return count;
  }

  /// Number of reads.
  public int reads() {
    return reads;
  }

  /// Number of bytes read.
  public int taken() {
    return bytes.position();
  }

  /// Maximum remaining space of a read's buffer, a measure of the reader's buffer size.
  public int largestRoom() {
    return largestRoom;
  }
}
