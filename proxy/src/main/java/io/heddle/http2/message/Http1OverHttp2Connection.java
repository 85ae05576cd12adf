package io.heddle.http2.message;

import io.heddle.address.Address;
import io.heddle.http2.Http2Stream;
import io.heddle.net.Connection;
import io.heddle.net.PeerLiveness;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Connection that speaks HTTP/1.1 to its user and HTTP/2 to the peer: one stream carries one
/// request and its response, or a CONNECT request and then a tunnel. Owns the stream.
public final class Http1OverHttp2Connection implements Connection {
  private final Http2Stream stream;
  private final Http2ToHttp1Reader input;
  private final Http1ToHttp2Writer output;
  private final ByteReader reader = new ByteReader(this::receive);

  private Http1OverHttp2Connection(Http2Stream stream, HeadTranslator heads) {
    this.stream = stream;
    input = new Http2ToHttp1Reader(stream, heads);
    output = new Http1ToHttp2Writer(stream, heads);
  }

  /// A connection whose user writes the request and reads the response.
  ///
  /// @param stream opened by Heddle; nothing has been sent on it
  public static Http1OverHttp2Connection client(Http2Stream stream) {
    return new Http1OverHttp2Connection(stream, new ClientHeadTranslator());
  }

  /// A connection whose user reads the request and writes the response.
  ///
  /// @param stream opened by the peer
  public static Http1OverHttp2Connection server(Http2Stream stream) {
    return new Http1OverHttp2Connection(stream, new ServerHeadTranslator());
  }

  @Override
  public ByteReader reader() {
    return reader;
  }

  @Override
  public void deadline(Deadline deadline) {
    stream.deadline(deadline);
  }

  /// May return although nothing can be read yet.
  @Override
  public void awaitReadable() throws IOException {
    if (reader.buffered() == 0) {
      input.await();
    }
  }

  @Override
  public int readNow(ByteBuffer into) throws IOException {
    return reader.buffered() > 0 ? reader.drain(into) : input.readNow(into);
  }

  private int receive(ByteBuffer into) throws IOException {
    int count = input.readNow(into);
    while (count == 0) {
      input.await();
      count = input.readNow(into);
    }
    return count;
  }

  @Override
  public void write(ByteBuffer from) throws IOException {
    output.write(from);
  }

  /// If the message is not complete, [#close] resets the stream.
  @Override
  public void shutdownOutput() throws IOException {
    if (!output.end()) {
      stream.resetOnClose();
    }
  }

  @Override
  public void keepAlive() {
    stream.keepAlive();
  }

  /// The peer's END_STREAM does not count as its end, since every request ends its half of the
  /// stream. Nothing needs to be read to notice a reset: the thread that reads the connection has
  /// noticed it.
  @Override
  public PeerLiveness liveness() {
    return new PeerLiveness() {
      @Override
      public PeerState state() {
        return stream.isReset() ? PeerState.BROKEN : PeerState.CONNECTED;
      }

      @Override
      public void probe() {
        // state() is always up to date.
      }
    };
  }

  @Override
  public void resetOnClose() {
    stream.resetOnClose();
  }

  @Override
  public Address local() {
    return stream.local();
  }

  @Override
  public Address remote() {
    return stream.remote();
  }

  @Override
  public void close() {
    stream.close();
  }
}
