package io.heddle.http2.message;

import io.heddle.http1.BodyLength;
import io.heddle.http1.ChunkedDecoder;
import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpFields.HeadLimits;
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

  /// Writes all of `from`, and waits for the windows of the peer.
  void write(ByteBuffer from) throws IOException {
    while (!writeNow(from)) {
      if (state instanceof WriteState.BeforeHead || chunks.lastChunkRead()) {
        stream.awaitRoom();
      } else {
        stream.awaitWindow();
      }
    }
  }

  /// Writes as much of `from` as can be sent without waiting.
  ///
  /// @return whether that was all
  boolean writeNow(ByteBuffer from) throws IOException {
    boolean more = true;
    while (more && from.hasRemaining()) {
      more = writeSome(from);
    }
    return more;
  }

  /// Ends the output: nothing more is written.
  ///
  /// @return whether the message is complete
  boolean end() throws IOException {
    if (state instanceof WriteState.InTunnel
        || state instanceof WriteState.InBody(BodyLength.CloseDelimited _)) {
      finish();
      return true;
    }
    return state instanceof WriteState.AfterMessage;
  }

  private void finish() throws IOException {
    state = new WriteState.AfterMessage();
    stream.endOutput();
  }

  private boolean writeHead(ByteBuffer from) throws IOException {
    if (!stream.hasRoom()) {
      return false;
    }
    HeadToSend head = parse(from, heads::toHttp2);
    state = head.next();
    if (state instanceof WriteState.InBody(BodyLength.ContentLength(long bytes))) {
      left = bytes;
    }
    stream.sendHeaders(head.list(), head.endStream());
    return true;
  }

  /// @return whether there may be more to write now
  private boolean writeSome(ByteBuffer from) throws IOException {
    if (state instanceof WriteState.InBody(BodyLength.ContentLength _)) {
      return writeSized(from);
    }
    if (state instanceof WriteState.InBody(BodyLength.Chunked _)) {
      return writeChunked(from);
    }
    if (state instanceof WriteState.InTunnel
        || state instanceof WriteState.InBody(BodyLength.CloseDelimited _)) {
      return writeData(from, from.remaining());
    }
    if (state instanceof WriteState.BeforeHead) {
      return writeHead(from);
    }
    throw new ProtocolException("bytes after the end of a message");
  }

  /// @return whether all `count` bytes could be sent
  private boolean writeData(ByteBuffer from, int count) throws IOException {
    int limit = from.limit();
    int end = from.position() + count;
    try {
      stream.writeNow(from.limit(end));
      return from.position() == end;
    } finally {
      from.limit(limit);
    }
  }

  private boolean writeSized(ByteBuffer from) throws IOException {
    int start = from.position();
    boolean all = writeData(from, (int) Math.min(left, from.remaining()));
    left -= from.position() - start;
    if (left == 0) {
      finish();
    }
    return all;
  }

  /// Decodes no more data than can be sent, so that none has to be kept.
  private boolean writeChunked(ByteBuffer from) throws IOException {
    int start = from.position();
    int room = Math.min(stream.window(), Math.min(DECODE_SIZE, from.remaining()));
    ByteBuffer data = ByteBuffer.allocate(Math.max(room, 0));
    try {
      chunks.decode(from, data);
    } catch (MalformedException e) {
      throw new ProtocolException(e.getMessage());
    }
    sendDecoded(data.flip());
    if (!chunks.lastChunkRead()) {
      return from.position() > start;
    }
    boolean mayEnd = stream.hasRoom();
    if (mayEnd) {
      writeTrailers(parse(from, in -> HttpFields.read(in, HeadLimits.of(Integer.MAX_VALUE))));
    }
    return mayEnd;
  }

  /// Sends decoded data. It waits only if another stream has used up the window meanwhile.
  private void sendDecoded(ByteBuffer data) throws IOException {
    while (data.hasRemaining()) {
      stream.writeNow(data);
      if (data.hasRemaining()) {
        stream.awaitWindow();
      }
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
