package io.heddle.forward;

import io.heddle.http1.ChunkedDecoder;
import io.heddle.http1.HeadLimits;
import io.heddle.http1.HttpFields;
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
  private final HeadLimits limits;
  private final ChunkedDecoder decoder;
  private Optional<HttpFields> trailers = Optional.empty();

  ChunkedBody(Connection connection, HeadLimits limits) {
    this.connection = connection;
    this.limits = limits;
    this.decoder = new ChunkedDecoder(limits.bytes());
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
    trailers = Optional.of(HttpFields.read(connection.reader(), limits));
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
