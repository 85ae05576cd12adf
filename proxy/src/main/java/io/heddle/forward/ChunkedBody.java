package io.heddle.forward;

import io.heddle.http1.ChunkedDecoder;
import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.http1.ResponseHeadReader;
import io.heddle.http1.Strictness;
import io.heddle.net.Connection;
import io.heddle.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Body in the chunked transfer coding (RFC 9112 §7.1). The framing is removed in place, in the
/// buffer that the body is read into.
final class ChunkedBody implements BodySource {
  private final Connection connection;
  private final ChunkedDecoder decoder;
  private final TrailerReader trailerReader;
  private Optional<HttpFields> trailers = Optional.empty();

  /// Reader of the trailer section that the connection has next.
  @FunctionalInterface
  private interface TrailerReader {
    HttpFields read() throws IOException, MalformedException;
  }

  private ChunkedBody(Connection connection, ChunkedDecoder decoder, TrailerReader trailerReader) {
    this.connection = connection;
    this.decoder = decoder;
    this.trailerReader = trailerReader;
  }

  /// The body of a request.
  ///
  /// @param limits of a line of the framing, and of the trailer section
  static ChunkedBody ofRequest(Connection client, HeadLimits limits) {
    return new ChunkedBody(
        client,
        new ChunkedDecoder(limits.bytes(), Strictness.STRICT),
        () -> HttpFields.read(client.reader(), limits));
  }

  /// The body of a response.
  ///
  /// @param heads reader of its head
  static ChunkedBody ofResponse(Connection server, ResponseHeadReader heads) {
    return new ChunkedBody(
        server, new ChunkedDecoder(heads.limit(), Strictness.LENIENT), heads::readTrailers);
  }

  @Override
  public boolean isRepaired() {
    return decoder.isRepaired();
  }

  @Override
  public void read(ByteBuffer into) throws IOException, MalformedException {
    if (decoder.lastChunkRead()) {
      // All data has been passed on by now, so to wait for the trailer section delays no data.
      readTrailers();
      return;
    }
    BodySource.super.read(into);
    if (decoder.lastChunkRead() && isEmptySection()) {
      readTrailers();
    }
  }

  private void readTrailers() throws IOException, MalformedException {
    trailers = Optional.of(trailerReader.read());
  }

  /// Whether the trailer section is available and empty, as it usually is. To read it needs no wait
  /// then.
  private boolean isEmptySection() throws IOException {
    return connection.reader().buffered() >= 2 && connection.reader().peek() == '\r';
  }

  @Override
  public boolean isDataComplete() {
    return decoder.lastChunkRead();
  }

  @Override
  public void readOnce(ByteBuffer into) throws IOException, MalformedException {
    ByteBuffer raw = into.duplicate();
    if (connection.readNow(raw) < 0) {
      throw new EOFException("the stream ended before the chunked body");
    }
    raw.flip().position(into.position());
    decoder.decode(raw, into);
    connection.reader().unread(raw);
  }

  @Override
  public boolean isComplete() {
    return trailers.isPresent();
  }

  @Override
  public HttpFields trailers() {
    return trailers.orElseThrow();
  }

  @Override
  public Connection connection() {
    return connection;
  }
}
