package io.heddle.forward;

import io.heddle.http1.ChunkedDecoder;
import io.heddle.http1.Fields;
import io.heddle.net.Connection;
import io.heddle.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A body in the chunked coding. Its framing is taken out in the buffer into which it is read.
final class ChunkedSource implements BodySource {
  private final Connection connection;
  private final int limit;
  private final ChunkedDecoder decoder;
  private Optional<Fields> trailers = Optional.empty();

  ChunkedSource(Connection connection, int limit) {
    this.connection = connection;
    this.limit = limit;
    this.decoder = new ChunkedDecoder(limit);
  }

  @Override
  public void read(ByteBuffer into) throws IOException, MalformedException {
    boolean early = connection.reader().buffered() > 0;
    take(into);
    if (early && !decoder.lastChunkRead() && into.hasRemaining()) {
      take(into);
    }
    // Waits for the rest of the trailer section only if it has begun.
    if (decoder.lastChunkRead() && connection.reader().buffered() > 0) {
      trailers = Optional.of(Fields.read(connection.reader(), limit));
    }
  }

  private void take(ByteBuffer into) throws IOException, MalformedException {
    ByteBuffer raw = into.duplicate();
    int count = decoder.lastChunkRead() ? connection.reader().peek() : connection.readNow(raw);
    if (count < 0) {
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
  public Fields trailers() {
    return trailers.orElseThrow();
  }

  @Override
  public Connection connection() {
    return connection;
  }
}
