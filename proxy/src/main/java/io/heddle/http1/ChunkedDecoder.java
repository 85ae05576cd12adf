package io.heddle.http1;

import io.heddle.wire.MalformedException;
import java.nio.ByteBuffer;

/// Incremental decoder of the chunked transfer coding (RFC 9112 §7.1).
///
///     *( chunk-size [ chunk-ext ] CRLF chunk-data CRLF )
///     1*"0" [ chunk-ext ] CRLF
///     *( field-line CRLF ) CRLF         trailer section, not read here
///
/// Chunk extensions are hop-by-hop, and dropped (§7.1.1). The decoder buffers no data, so chunks may
/// have any size. One instance decodes one body.
public final class ChunkedDecoder {
  /// Position of the next byte in the grammar.
  private enum State {
    FIRST_DIGIT,
    DIGITS,
    BLANKS,
    EXTENSION,
    LINE_END,
    DATA,
    DATA_CR,
    DATA_LF,
    LAST_CHUNK_READ
  }

  private final int lineLimit;
  private State state = State.FIRST_DIGIT;
  private long size;
  private int lineLength;

  /// @param lineLimit maximum length in bytes of a size with its extensions
  public ChunkedDecoder(int lineLimit) {
    this.lineLimit = lineLimit;
  }

  /// Whether the last chunk has been read. The trailer section follows.
  public boolean lastChunkRead() {
    return state == State.LAST_CHUNK_READ;
  }

  /// Decodes bytes of `raw` into `data` until one of the buffers is exhausted or the last chunk is
  /// read. Both may be views of the same memory if `data` does not begin after `raw`.
  public void decode(ByteBuffer raw, ByteBuffer data) throws MalformedException {
    while (state != State.LAST_CHUNK_READ && raw.hasRemaining()) {
      if (state == State.DATA) {
        if (!data.hasRemaining()) {
          return;
        }
        move(raw, data);
      } else {
        frame(raw.get() & 0xff);
      }
    }
  }

  private void move(ByteBuffer raw, ByteBuffer data) {
    int count = (int) Math.min(size, Math.min(raw.remaining(), data.remaining()));
    data.put(data.position(), raw, raw.position(), count);
    data.position(data.position() + count);
    raw.position(raw.position() + count);
    size -= count;
    if (size == 0) {
      state = State.DATA_CR;
    }
  }

  private void frame(int b) throws MalformedException {
    state =
        switch (state) {
          case FIRST_DIGIT, DIGITS, BLANKS, EXTENSION -> line(b);
          case LINE_END -> {
            expect(b, '\n', "a line of a chunk that ends in CR without LF");
            lineLength = 0;
            yield size == 0 ? State.LAST_CHUNK_READ : State.DATA;
          }
          case DATA_CR -> {
            expect(b, '\r', "more data in a chunk than its size says");
            yield State.DATA_LF;
          }
          case DATA_LF -> {
            expect(b, '\n', "more data in a chunk than its size says");
            yield State.FIRST_DIGIT;
          }
          case DATA, LAST_CHUNK_READ -> throw new IllegalStateException();
        };
  }

  private State line(int b) throws MalformedException {
    if (++lineLength > lineLimit) {
      throw new MalformedException("more than " + lineLimit + " bytes before the data of a chunk");
    }
    if (state == State.EXTENSION) {
      if (b != '\r' && b != '\t' && (b < ' ' || b == 0x7f)) {
        throw new MalformedException("a control byte in a chunk extension");
      }
      return b == '\r' ? State.LINE_END : State.EXTENSION;
    }
    int digit = b < 0x80 ? Character.digit(b, 16) : -1;
    if (digit >= 0 && state != State.BLANKS) {
      if (size > Long.MAX_VALUE >> 4) {
        throw new MalformedException("a chunk size that overflows");
      }
      size = size << 4 | digit;
      return State.DIGITS;
    }
    if (state == State.FIRST_DIGIT) {
      throw new MalformedException("a chunk without a size");
    }
    return switch (b) {
      case '\r' -> State.LINE_END;
      case ';' -> State.EXTENSION;
      case ' ', '\t' -> State.BLANKS;
      default -> throw new MalformedException("a chunk size that is no hexadecimal number");
    };
  }

  private static void expect(int b, char expected, String violation) throws MalformedException {
    if (b != expected) {
      throw new MalformedException(violation);
    }
  }
}
