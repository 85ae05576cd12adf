package io.heddle.forward;

import io.heddle.http1.ChunkedDecoder;
import io.heddle.http1.HttpFields;
import io.heddle.net.Connection;
import io.heddle.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A body in the chunked coding. Its framing is taken out in the buffer into which it is read.
final class ChunkedBody implements BodySource {
  private final Connection connection;
  private final int limit;
  private final ChunkedDecoder decoder;
  private Optional<HttpFields> trailers = Optional.empty();

  ChunkedBody(Connection connection, int limit) {
    this.connection = connection;
    this.limit = limit;
    this.decoder = new ChunkedDecoder(limit);
  }

  @Override
  public void read(ByteBuffer into) throws IOException, MalformedException {
    if (decoder.lastChunkRead()) {
      // By now all data is passed on, and nothing waits with us for the rest of the section.
      readTrailers();
      return;
    }
    BodySource.super.read(into);
    if (decoder.lastChunkRead() && isEmptySection()) {
      readTrailers();
    }
  }

  private void readTrailers() throws IOException, MalformedException {
    trailers = Optional.of(HttpFields.read(connection.reader(), limit));
  }

  /// Whether the trailer section is there and empty, as nearly all are: then it takes no wait.
  private boolean isEmptySection() throws IOException {
    return connection.reader().buffered() >= 2 && connection.reader().peek() == '\r';
  }

  @Override
  public boolean dataEnded() {
    return decoder.lastChunkRead();
  }

  @Override
  public void take(ByteBuffer into) throws IOException, MalformedException {
    ByteBuffer raw = into.duplicate();
    if (connection.readNow(raw) < 0) {
      throw new EOFException("the stream ended before the chunked body");
    }
    raw.flip().position(into.position());
    decoder.decode(raw, into);
    connection.reader().unread(raw);
  }

  @Override
  public boolean ended() {
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
