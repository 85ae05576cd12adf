package io.heddle.support;

import io.heddle.wire.ByteSource;
import java.nio.ByteBuffer;
import java.util.List;

/// A stream of given bytes that come in chunks of given sizes, then end.
public final class ChunkedByteSource implements ByteSource {
  private final ByteBuffer bytes;
  private final List<Integer> sizes;
  private int reads;
  private int largestRoom;

  private ChunkedByteSource(byte[] bytes, List<Integer> sizes) {
    this.bytes = ByteBuffer.wrap(bytes);
    this.sizes = sizes;
  }

  /// All bytes as soon as there is room for them.
  public static ChunkedByteSource whole(byte[] bytes) {
    return new ChunkedByteSource(bytes, List.of(Integer.MAX_VALUE));
  }

  /// One byte at a time.
  public static ChunkedByteSource byteByByte(byte[] bytes) {
    return new ChunkedByteSource(bytes, List.of(1));
  }

  /// Chunks of these sizes, in turn and again from the first.
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

  /// How often it was read from.
  public int reads() {
    return reads;
  }

  /// How many bytes were taken from it.
  public int taken() {
    return bytes.position();
  }

  /// The most room that a read offered: a measure of the buffer its reader keeps.
  public int largestRoom() {
    return largestRoom;
  }
}
