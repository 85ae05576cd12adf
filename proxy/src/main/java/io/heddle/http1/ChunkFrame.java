package io.heddle.http1;

import io.heddle.wire.ByteWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Writer of the framing of one chunk (RFC 9112 §7.1). The framing is written around the data in the
/// buffer into which the data is read, so that one write sends both without a copy.
///
///     … pending bytes │ size CRLF │ data │ CRLF
///                                 ▲ position after open
public final class ChunkFrame {
  private static final int MAX_DIGITS = 4;
  private static final int SIZE_LINE_LENGTH = MAX_DIGITS + 2;

  /// Length in bytes of the framing of a chunk. A buffer has less than 65,536 bytes for the data, so
  /// four digits suffice for the size.
  public static final int OVERHEAD = SIZE_LINE_LENGTH + 2;

  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private ChunkFrame() {}

  /// Reserves room for the framing of a chunk; data goes between the new position and limit. The
  /// buffer must have more than [#OVERHEAD] bytes remaining.
  public static void open(ByteBuffer buffer) {
    buffer.limit(buffer.limit() - 2).position(buffer.position() + SIZE_LINE_LENGTH);
  }

  /// Writes the framing around the data since [#open], or removes the reserved room if there is no
  /// data.
  ///
  /// @param start position of the first pending byte
  /// @param opened position of the buffer before [#open]
  /// @return new position of the first pending byte: the size has no leading zeros, so the pending
  ///     bytes may have moved up
  public static int close(ByteBuffer buffer, int start, int opened) {
    int end = buffer.position();
    int size = end - opened - SIZE_LINE_LENGTH;
    buffer.limit(buffer.limit() + 2);
    if (size == 0) {
      buffer.position(opened);
      return start;
    }
    byte[] digits = Integer.toHexString(size).getBytes(StandardCharsets.US_ASCII);
    int gap = MAX_DIGITS - digits.length;
    buffer.put(start + gap, buffer, start, opened - start);
    buffer.position(opened + gap).put(digits).put((byte) '\r').put((byte) '\n');
    buffer.position(end).put((byte) '\r').put((byte) '\n');
    return start + gap;
  }

  /// Encodes the last chunk and the trailer section.
  public static ByteBuffer lastChunk(HttpFields trailers) {
    if (trailers.lines().isEmpty()) {
      return ByteBuffer.wrap(LAST_CHUNK);
    }
    ByteWriter out = new ByteWriter(256);
    out.latin1("0\r\n");
    trailers.write(out);
    return out.toBuffer();
  }
}
