package io.heddle.http2.message;

import io.heddle.http1.ChunkFrame;
import io.heddle.http1.HttpFields;
import io.heddle.http2.Http2Stream;
import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.HeaderList;
import io.heddle.http2.message.HeadTranslator.ReceivedHead;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reader of the message that a stream receives, as the bytes of an HTTP/1.1 message. Not
/// thread-safe.
final class Http2ToHttp1Reader {
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  private final Http2Stream stream;
  private final HeadTranslator heads;
  private ReadState state = ReadState.HEAD;

  /// Bytes of HTTP/1.1 that come before what is read from the stream: a head, the framing of a
  /// chunk.
  private ByteBuffer text = EMPTY;

  private int chunkLeft;

  Http2ToHttp1Reader(Http2Stream stream, HeadTranslator heads) {
    this.stream = stream;
    this.heads = heads;
  }

  /// Waits until there may be something to read.
  void await() throws IOException {
    if (!text.hasRemaining() && state != ReadState.DONE) {
      stream.awaitReadable();
    }
  }

  /// Reads what is available, without waiting.
  ///
  /// @return number of bytes, 0 if there are none yet, -1 at the end of the message
  int readNow(ByteBuffer into) throws IOException {
    int start = into.position();
    boolean more = true;
    while (more && into.hasRemaining()) {
      more = text.hasRemaining() ? readText(into) : readStream(into);
    }
    int count = into.position() - start;
    return count == 0 && isDone() && into.hasRemaining() ? -1 : count;
  }

  private boolean isDone() {
    return state == ReadState.DONE && !text.hasRemaining();
  }

  private boolean readText(ByteBuffer into) {
    int count = Math.min(text.remaining(), into.remaining());
    into.put(text.slice(text.position(), count));
    text.position(text.position() + count);
    return true;
  }

  /// @return whether there may be more to read without waiting
  private boolean readStream(ByteBuffer into) throws IOException {
    return switch (state) {
      case HEAD -> readHead();
      case RAW -> readRaw(into);
      case CHUNKED -> chunkLeft > 0 ? readChunk(into) : startChunk();
      case DONE -> false;
    };
  }

  private boolean readHead() throws IOException {
    Optional<HeaderList> list = stream.pollHead();
    if (list.isPresent()) {
      try {
        EndStream endStream = stream.atEnd() ? EndStream.YES : EndStream.NO;
        ReceivedHead head = heads.toHttp1(list.get(), endStream);
        text = head.text();
        state = head.next();
      } catch (MalformedException e) {
        stream.rejectMessage();
        throw new ProtocolException(e.getMessage());
      }
    }
    return list.isPresent();
  }

  private boolean readRaw(ByteBuffer into) throws IOException {
    int count = stream.readNow(into);
    if (count < 0) {
      state = ReadState.DONE;
    }
    return count > 0;
  }

  private boolean readChunk(ByteBuffer into) throws IOException {
    int limit = into.limit();
    into.limit(Math.min(limit, into.position() + chunkLeft));
    try {
      chunkLeft -= stream.readNow(into);
    } finally {
      into.limit(limit);
    }
    if (chunkLeft == 0) {
      text = ascii("\r\n");
    }
    return true;
  }

  /// Makes one chunk of the payload that is available now.
  private boolean startChunk() throws IOException {
    chunkLeft = stream.available();
    if (chunkLeft > 0) {
      text = ascii(Integer.toHexString(chunkLeft) + "\r\n");
      return true;
    }
    // Reads no bytes: either there are none yet, or this is the end, or the stream has failed.
    boolean ended = stream.readNow(EMPTY) < 0;
    if (ended) {
      text = ChunkFrame.lastChunk(trailers());
      state = ReadState.DONE;
    }
    return ended;
  }

  private HttpFields trailers() throws IOException {
    Optional<HeaderList> section = stream.trailers();
    try {
      return section.isPresent() ? FieldConverter.toHttp1(section.get()) : HttpFields.NONE;
    } catch (MalformedException e) {
      stream.rejectMessage();
      throw new ProtocolException("malformed trailers: " + e.getMessage());
    }
  }

  private static ByteBuffer ascii(String line) {
    return ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
  }
}
