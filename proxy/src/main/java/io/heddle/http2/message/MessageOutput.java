package io.heddle.http2.message;

import io.heddle.http1.BodyLength;
import io.heddle.http1.ChunkedDecoder;
import io.heddle.http1.HttpFields;
import io.heddle.http2.Http2Stream;
import io.heddle.http2.frame.Header;
import io.heddle.http2.frame.HeaderList;
import io.heddle.http2.frame.Then;
import io.heddle.http2.message.Heads.After;
import io.heddle.wire.ByteReader;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What is written in the text of HTTP/1.1, on a stream. Heads and trailer sections come whole,
/// each in one write, as all of this program writes them. For one thread.
final class MessageOutput {
  private static final int SCRATCH = 16 * 1024;

  private final Http2Stream stream;
  private final Heads heads;
  private final ChunkedDecoder decoder = new ChunkedDecoder(Integer.MAX_VALUE);
  private After state = new After.Head();
  private long left;

  MessageOutput(Http2Stream stream, Heads heads) {
    this.stream = stream;
    this.heads = heads;
  }

  void write(ByteBuffer from) throws IOException {
    while (from.hasRemaining()) {
      switch (state) {
        case After.Head() -> writeHead(from);
        case After.Tunnel() -> stream.write(from);
        case After.Body(BodyLength length) -> writeBody(from, length);
        case After.Nothing() -> throw new ProtocolException("bytes after the end of a message");
      }
    }
  }

  /// The writer has no more.
  ///
  /// @return whether the message is complete
  boolean end() throws IOException {
    return switch (state) {
      case After.Tunnel(), After.Body(BodyLength.UntilClose()) -> {
        finish();
        yield true;
      }
      case After.Nothing() -> true;
      case After.Head(), After.Body _ -> false;
    };
  }

  private void finish() throws IOException {
    state = new After.Nothing();
    stream.shutdownOutput();
  }

  private void writeHead(ByteBuffer from) throws IOException {
    Heads.Outgoing head = parse(from, heads::outgoing);
    state = head.after();
    if (state instanceof After.Body(BodyLength.Fixed(long bytes))) {
      left = bytes;
    }
    stream.send(head.list(), head.then());
  }

  private void writeBody(ByteBuffer from, BodyLength length) throws IOException {
    switch (length) {
      case BodyLength.NoBody() -> throw new ProtocolException("a body that was not announced");
      case BodyLength.Fixed _ -> writeSized(from);
      case BodyLength.Chunked() -> writeChunked(from);
      case BodyLength.UntilClose() -> stream.write(from);
    }
  }

  private void writeSized(ByteBuffer from) throws IOException {
    int count = (int) Math.min(left, from.remaining());
    stream.write(from.slice(from.position(), count));
    from.position(from.position() + count);
    left -= count;
    if (left == 0) {
      finish();
    }
  }

  private void writeChunked(ByteBuffer from) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(Math.min(SCRATCH, from.remaining()));
    try {
      decoder.decode(from, data);
    } catch (MalformedException e) {
      throw new ProtocolException(e.getMessage());
    }
    stream.write(data.flip());
    if (decoder.lastChunkRead()) {
      writeTrailers(parse(from, in -> HttpFields.read(in, Integer.MAX_VALUE)));
    }
  }

  private void writeTrailers(HttpFields trailers) throws IOException {
    List<Header> headers = new ArrayList<>();
    FieldLines.addTo(headers, trailers);
    if (headers.isEmpty()) {
      finish();
    } else {
      state = new After.Nothing();
      stream.send(new HeaderList(headers), Then.END);
    }
  }

  @FunctionalInterface
  private interface Parser<T> {
    T parse(ByteReader in) throws IOException, MalformedException;
  }

  /// Reads one thing off the front of `from`.
  private static <T> T parse(ByteBuffer from, Parser<T> parser) throws IOException {
    ByteReader in = new ByteReader(into -> move(from, into));
    try {
      T parsed = parser.parse(in);
      from.position(from.position() - in.buffered());
      return parsed;
    } catch (MalformedException e) {
      throw new ProtocolException(e.getMessage());
    }
  }

  private static int move(ByteBuffer from, ByteBuffer into) {
    int count = Math.min(from.remaining(), into.remaining());
    into.put(from.slice(from.position(), count));
    from.position(from.position() + count);
    return count == 0 ? -1 : count;
  }
}
