package io.heddle.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Buffered reader of numbers, blocks and delimited text from a [ByteSource].
///
/// Every read needs a fixed number of bytes, or has a limit given by its caller. If the stream ends
/// inside a read, the read throws an [EOFException]; if a limit is exceeded, it throws a
/// [MalformedException]. The *tail* is the bytes that were read from the source but not yet
/// returned; [#drain] takes them out. Not thread-safe.
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

  /// @param firstCapacity initial buffer size: the number of bytes that one read asks the source for
  public ByteReader(ByteSource source, int firstCapacity) {
    this.source = source;
    this.firstCapacity = firstCapacity;
  }

  /// Returns the next byte, 0 to 255, without consuming it, or -1 at the end of the stream. Waits
  /// for the byte.
  public int peek() throws IOException {
    if (position == limit && !fill()) {
      return -1;
    }
    return buffer[position] & 0xff;
  }

  /// Reads one byte, 0 to 255.
  public int u8() throws IOException {
    require(1);
    return buffer[position++] & 0xff;
  }

  /// Reads two bytes in network order, 0 to 65535.
  public int u16() throws IOException {
    require(2);
    return ((buffer[position++] & 0xff) << 8) | (buffer[position++] & 0xff);
  }

  /// Reads four bytes in network order; the result uses all 32 bits.
  public int u32() throws IOException {
    require(4);
    return (u16() << 16) | u16();
  }

  /// Reads exactly `count` bytes. The caller has checked `count` against a limit of its protocol.
  public byte[] bytes(int count) throws IOException {
    require(count);
    byte[] bytes = Arrays.copyOfRange(buffer, position, position + count);
    position += count;
    return bytes;
  }

  /// Reads the bytes before the next `delimiter`, and skips the delimiter.
  ///
  /// @param max maximum number of bytes before the delimiter
  /// @throws MalformedException as soon as more than `max` bytes have come without a delimiter
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

  /// Length of the tail in bytes.
  public int buffered() {
    return limit - position;
  }

  /// Moves as much of the tail as fits into `into`, without waiting.
  ///
  /// @return number of bytes moved
  public int drain(ByteBuffer into) {
    int count = Math.min(buffered(), into.remaining());
    into.put(buffer, position, count);
    position += count;
    if (position == limit) {
      // A connection that is only relayed from now on needs no buffer.
      buffer = EMPTY;
      position = limit = 0;
    }
    return count;
  }

  /// Reads raw bytes after the last message: the tail first, then directly from the source, waiting
  /// for at least one byte.
  ///
  /// @return number of bytes, at least 1, or -1 at the end of the stream
  public int read(ByteBuffer into) throws IOException {
    return buffered() > 0 ? drain(into) : source.read(into);
  }

  /// Pushes bytes back before the tail: bytes that somebody else read from the source but that
  /// belong to this reader.
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

  /// Releases the buffer if there is no tail, for the time of a long wait.
  public void releaseBuffer() {
    if (position == limit) {
      buffer = EMPTY;
      position = limit = 0;
    }
  }

  /// Releases a buffer that has grown for a long message, unless it holds unread bytes.
  public void releaseLargeBuffer() {
    if (buffer.length > firstCapacity) {
      releaseBuffer();
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
