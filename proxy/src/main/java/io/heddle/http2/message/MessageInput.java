package io.heddle.http2.message;

import io.heddle.http1.ChunkFrame;
import io.heddle.http1.HttpFields;
import io.heddle.http2.Http2Stream;
import io.heddle.http2.frame.HeaderList;
import io.heddle.http2.frame.Then;
import io.heddle.http2.message.Heads.Framing;
import io.heddle.http2.message.Heads.Incoming;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What comes on a stream, as the text of HTTP/1.1. For one thread.
final class MessageInput {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Http2Stream stream;
  private final Heads heads;
  private Framing framing = Framing.HEAD;
  private ByteBuffer text = NOTHING;
  private int chunkLeft;

  MessageInput(Http2Stream stream, Heads heads) {
    this.stream = stream;
    this.heads = heads;
  }

  void await() throws IOException {
    if (!text.hasRemaining() && framing != Framing.NOTHING) {
      stream.awaitReadable();
    }
  }

  /// Moves what is there, without waiting.
  ///
  /// @return how many bytes, 0 if there are none yet, -1 at the end of the message
  int readNow(ByteBuffer into) throws IOException {
    int start = into.position();
    boolean more = true;
    while (more && into.hasRemaining()) {
      more = text.hasRemaining() ? readText(into) : readStream(into);
    }
    int count = into.position() - start;
    return count == 0 && isOver() && into.hasRemaining() ? -1 : count;
  }

  private boolean isOver() {
    return framing == Framing.NOTHING && !text.hasRemaining();
  }

  private boolean readText(ByteBuffer into) {
    int count = Math.min(text.remaining(), into.remaining());
    into.put(text.slice(text.position(), count));
    text.position(text.position() + count);
    return true;
  }

  /// @return whether there may be more
  private boolean readStream(ByteBuffer into) throws IOException {
    return switch (framing) {
      case HEAD -> readHead();
      case PLAIN -> readPlain(into);
      case CHUNKED -> chunkLeft > 0 ? readChunk(into) : beginChunk();
      case NOTHING -> false;
    };
  }

  private boolean readHead() throws IOException {
    Optional<HeaderList> head = stream.pollHead();
    if (head.isPresent()) {
      try {
        Then then = stream.atEnd() ? Then.END : Then.MORE;
        Incoming incoming = heads.incoming(head.get(), then);
        text = incoming.text();
        framing = incoming.framing();
      } catch (MalformedException e) {
        stream.refuseMessage();
        throw new ProtocolException("malformed message: " + e.getMessage());
      }
    }
    return head.isPresent();
  }

  private boolean readPlain(ByteBuffer into) throws IOException {
    int count = stream.readNow(into);
    if (count < 0) {
      framing = Framing.NOTHING;
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

  /// A chunk is what has come by now.
  private boolean beginChunk() throws IOException {
    chunkLeft = stream.available();
    if (chunkLeft > 0) {
      text = ascii(Integer.toHexString(chunkLeft) + "\r\n");
      return true;
    }
    // Says that there is nothing, or that this is the end, or fails.
    boolean ended = stream.readNow(NOTHING) < 0;
    if (ended) {
      text = ChunkFrame.lastChunk(trailers());
      framing = Framing.NOTHING;
    }
    return ended;
  }

  private HttpFields trailers() throws IOException {
    Optional<HeaderList> section = stream.trailers();
    try {
      return section.isPresent() ? FieldLines.of(section.get()) : HttpFields.NONE;
    } catch (MalformedException e) {
      throw new ProtocolException("malformed trailers: " + e.getMessage());
    }
  }

  private static ByteBuffer ascii(String line) {
    return ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
  }
}
