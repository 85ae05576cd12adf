package io.heddle.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Reads numbers, blocks and delimited text from a [ByteSource], keeping what came too early.
///
/// Every read needs a fixed number of bytes or has a limit given by its caller. A stream that ends
/// inside a read is an [EOFException]; a limit that is passed is a [MalformedException]. The bytes
/// read but not asked for, the tail, are taken out by [#drain]. For one thread at a time.
public final class ByteReader {
  private static final int FIRST_CAPACITY = 1024;
  private static final byte[] EMPTY = {};

  private final ByteSource source;
  private final int firstCapacity;
  private byte[] buffer = EMPTY;
  private int position;
  private int limit;

  public ByteReader(ByteSource source) {
    this(source, FIRST_CAPACITY);
  }

  /// @param firstCapacity bytes that are read at once if they are there
  public ByteReader(ByteSource source, int firstCapacity) {
    this.source = source;
    this.firstCapacity = firstCapacity;
  }

  /// The next byte, 0 to 255, which stays unread; -1 at the end of the stream. Waits.
  public int peek() throws IOException {
    if (position == limit && !fill()) {
      return -1;
    }
    return buffer[position] & 0xff;
  }

  /// One byte, 0 to 255.
  public int u8() throws IOException {
    require(1);
    return buffer[position++] & 0xff;
  }

  /// Two bytes in network order, 0 to 65535.
  public int u16() throws IOException {
    require(2);
    return ((buffer[position++] & 0xff) << 8) | (buffer[position++] & 0xff);
  }

  /// Four bytes in network order, all 32 bits.
  public int u32() throws IOException {
    require(4);
    return (u16() << 16) | u16();
  }

  /// Exactly `count` bytes. The caller has checked `count` against a limit of its protocol.
  public byte[] bytes(int count) throws IOException {
    require(count);
    byte[] bytes = Arrays.copyOfRange(buffer, position, position + count);
    position += count;
    return bytes;
  }

  /// The bytes before the next `delimiter`, which is read and dropped.
  ///
  /// @param max how many bytes may stand before the delimiter
  /// @throws MalformedException if more do, as soon as they do
  public byte[] until(byte delimiter, int max) throws IOException, MalformedException {
    int scanned = 0;
    while (true) {
      int end = limit - position;
      for (; scanned < end && scanned <= max; scanned++) {
        if (buffer[position + scanned] == delimiter) {
          byte[] bytes = Arrays.copyOfRange(buffer, position, position + scanned);
          position += scanned + 1;
          return bytes;
        }
      }
      if (scanned > max) {
        throw new MalformedException("more than " + max + " bytes in one field");
      }
      require(scanned + 1);
    }
  }

  /// How many bytes are read but not asked for.
  public int buffered() {
    return limit - position;
  }

  /// Moves as much of the tail as fits into `into`, without waiting.
  ///
  /// @return how many bytes
  public int drain(ByteBuffer into) {
    int count = Math.min(buffered(), into.remaining());
    into.put(buffer, position, count);
    position += count;
    if (position == limit) {
      // A connection that is only relayed from now on keeps no buffer.
      buffer = EMPTY;
      position = limit = 0;
    }
    return count;
  }

  /// Reads for the reader's owner, who wants no more messages: the tail first; once there is none,
  /// what the source has, waiting for it.
  ///
  /// @return how many bytes, at least 1; -1 at the end of the stream
  public int read(ByteBuffer into) throws IOException {
    return buffered() > 0 ? drain(into) : source.read(into);
  }

  /// Puts bytes that were read from the source, but not meant for their reader, before the tail.
  public void unread(ByteBuffer bytes) {
    if (!bytes.hasRemaining()) {
      return;
    }
    byte[] joined = new byte[bytes.remaining() + buffered()];
    int count = bytes.remaining();
    bytes.get(joined, 0, count);
    System.arraycopy(buffer, position, joined, count, buffered());
    buffer = joined;
    position = 0;
    limit = joined.length;
  }

  /// Keeps no memory for bytes that are not there: for a long wait.
  public void releaseBuffer() {
    if (position == limit) {
      buffer = EMPTY;
      position = limit = 0;
    }
  }

  private void require(int count) throws IOException {
    while (limit - position < count) {
      reserve(count);
      if (!fill()) {
        throw new EOFException("the stream ended inside a message");
      }
    }
  }

  /// Makes room for `count` bytes from `position` on.
  private void reserve(int count) {
    if (buffer.length - position >= count) {
      return;
    }
    byte[] target = buffer;
    if (buffer.length < count) {
      int doubled = Math.max(firstCapacity, 2 * buffer.length);
      target = new byte[Math.max(doubled, count)];
    }
    System.arraycopy(buffer, position, target, 0, limit - position);
    buffer = target;
    limit -= position;
    position = 0;
  }

  private boolean fill() throws IOException {
    if (position == limit) {
      position = limit = 0;
    }
    if (limit == buffer.length) {
      reserve(limit - position + 1);
    }
    int count = source.read(ByteBuffer.wrap(buffer, limit, buffer.length - limit));
    if (count < 0) {
      return false;
    }
    limit += count;
    return true;
  }
}
