package io.heddle.http2.message;

import io.heddle.http1.BodyLength;
import io.heddle.http1.ChunkedDecoder;
import io.heddle.http1.HttpFields;
import io.heddle.http1.Strictness;
import io.heddle.http2.Http2Stream;
import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.Header;
import io.heddle.http2.frame.HeaderList;
import io.heddle.http2.message.HeadTranslator.HeadToSend;
import io.heddle.wire.ByteReader;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Writer that parses an HTTP/1.1 message and sends it on a stream. Each head and each trailer
/// section must be written whole, in one call of [#write], as the rest of the program does. Not
/// thread-safe.
final class Http1ToHttp2Writer {
  /// Bytes of chunk data that are decoded at once.
  private static final int DECODE_SIZE = 16 * 1024;

  private final Http2Stream stream;
  private final HeadTranslator heads;
  private final ChunkedDecoder chunks = new ChunkedDecoder(Integer.MAX_VALUE, Strictness.STRICT);
  private WriteState state = new WriteState.BeforeHead();

  /// Bytes of a body with Content-Length that are still to be written.
  private long left;

  Http1ToHttp2Writer(Http2Stream stream, HeadTranslator heads) {
    this.stream = stream;
    this.heads = heads;
  }

  void write(ByteBuffer from) throws IOException {
    while (from.hasRemaining()) {
      switch (state) {
        case WriteState.BeforeHead() -> writeHead(from);
        case WriteState.InTunnel() -> stream.write(from);
        case WriteState.InBody(BodyLength length) -> writeBody(from, length);
        case WriteState.AfterMessage() ->
            throw new ProtocolException("bytes after the end of a message");
      }
    }
  }

  /// Ends the output: nothing more is written.
  ///
  /// @return whether the message is complete
  boolean end() throws IOException {
    return switch (state) {
      case WriteState.InTunnel(), WriteState.InBody(BodyLength.CloseDelimited()) -> {
        finish();
        yield true;
      }
      case WriteState.AfterMessage() -> true;
      case WriteState.BeforeHead(), WriteState.InBody _ -> false;
    };
  }

  private void finish() throws IOException {
    state = new WriteState.AfterMessage();
    stream.endOutput();
  }

  private void writeHead(ByteBuffer from) throws IOException {
    HeadToSend head = parse(from, heads::toHttp2);
    state = head.next();
    if (state instanceof WriteState.InBody(BodyLength.ContentLength(long bytes))) {
      left = bytes;
    }
    stream.sendHeaders(head.list(), head.endStream());
  }

  private void writeBody(ByteBuffer from, BodyLength length) throws IOException {
    switch (length) {
      case BodyLength.NoBody() -> throw new ProtocolException("a body on a message without one");
      case BodyLength.ContentLength _ -> writeSized(from);
      case BodyLength.Chunked() -> writeChunked(from);
      case BodyLength.CloseDelimited() -> stream.write(from);
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
    ByteBuffer data = ByteBuffer.allocate(Math.min(DECODE_SIZE, from.remaining()));
    try {
      chunks.decode(from, data);
    } catch (MalformedException e) {
      throw new ProtocolException(e.getMessage());
    }
    stream.write(data.flip());
    if (chunks.lastChunkRead()) {
      writeTrailers(parse(from, in -> HttpFields.read(in, Integer.MAX_VALUE)));
    }
  }

  private void writeTrailers(HttpFields trailers) throws IOException {
    List<Header> headers = new ArrayList<>();
    FieldConverter.addTo(headers, trailers);
    if (headers.isEmpty()) {
      finish();
    } else {
      state = new WriteState.AfterMessage();
      stream.sendHeaders(new HeaderList(headers), EndStream.YES);
    }
  }

  @FunctionalInterface
  private interface Parser<T> {
    T parse(ByteReader in) throws IOException, MalformedException;
  }

  /// Parses the front of `from`, and moves its position behind what was parsed.
  private static <T> T parse(ByteBuffer from, Parser<T> parser) throws IOException {
    ByteReader in = new ByteReader(into -> copy(from, into));
    try {
      T parsed = parser.parse(in);
      from.position(from.position() - in.buffered());
      return parsed;
    } catch (MalformedException e) {
      throw new ProtocolException(e.getMessage());
    }
  }

  private static int copy(ByteBuffer from, ByteBuffer into) {
    int count = Math.min(from.remaining(), into.remaining());
    into.put(from.slice(from.position(), count));
    from.position(from.position() + count);
    return count == 0 ? -1 : count;
  }
}
