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
///
/// A lenient decoder also takes what curl takes: LF for CRLF, more than one CR before the LF, and
/// anything after the size up to the end of the line.
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

  private static final String LONG_DATA = "more data in a chunk than its size says";

  private final int lineLimit;
  private final Strictness strictness;
  private boolean repaired;
  private State state = State.FIRST_DIGIT;
  private long size;
  private int lineLength;

  /// @param lineLimit maximum length in bytes of a size with its extensions
  public ChunkedDecoder(int lineLimit, Strictness strictness) {
    this.lineLimit = lineLimit;
    this.strictness = strictness;
  }

  /// Whether the last chunk has been read. The trailer section follows.
  public boolean lastChunkRead() {
    return state == State.LAST_CHUNK_READ;
  }

  /// Whether the framing so far was not well-formed.
  public boolean isRepaired() {
    return repaired;
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
    if (b != '\n' && ++lineLength > lineLimit) {
      throw new MalformedException("more than " + lineLimit + " bytes before the data of a chunk");
    }
    state =
        switch (state) {
          case FIRST_DIGIT, DIGITS, BLANKS -> size(b);
          case EXTENSION -> extension(b);
          case LINE_END ->
              b == '\n'
                  ? endLine()
                  : repair(b == '\r', state, "a line of a chunk that ends in CR without LF");
          case DATA_CR -> b == '\r' ? State.DATA_LF : repair(b == '\n', endData(), LONG_DATA);
          case DATA_LF -> b == '\n' ? endData() : repair(b == '\r', state, LONG_DATA);
          case DATA, LAST_CHUNK_READ -> throw new IllegalStateException();
        };
  }

  private State endLine() {
    lineLength = 0;
    return size == 0 ? State.LAST_CHUNK_READ : State.DATA;
  }

  private State endData() {
    lineLength = 0;
    return State.FIRST_DIGIT;
  }

  private State size(int b) throws MalformedException {
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
      case '\r' -> {
        repaired |= state == State.BLANKS;
        yield State.LINE_END;
      }
      case ';' -> State.EXTENSION;
      case ' ', '\t' -> State.BLANKS;
      default -> {
        State next = b == '\n' ? endLine() : State.EXTENSION;
        // "0x5" must not end the body.
        yield repair(size > 0 || b == '\n', next, "a chunk size that is no hexadecimal number");
      }
    };
  }

  private State extension(int b) throws MalformedException {
    if (b == '\r') {
      return State.LINE_END;
    }
    boolean control = b != '\t' && (b < ' ' || b == 0x7f);
    State next = b == '\n' ? endLine() : State.EXTENSION;
    return control ? repair(true, next, "a control byte in a chunk extension") : next;
  }

  /// Goes on in a state that the grammar does not allow, if the violation has one meaning.
  private State repair(boolean unambiguous, State next, String violation)
      throws MalformedException {
    if (!unambiguous || strictness == Strictness.STRICT) {
      throw new MalformedException(violation);
    }
    repaired = true;
    return next;
  }
}
