package io.heddle.http2.message;

import io.heddle.address.Address;
import io.heddle.http2.Http2Stream;
import io.heddle.net.Connection;
import io.heddle.net.PeerLiveness;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A stream of HTTP/2 as a connection on which one HTTP/1.1 request and its response pass, or a
/// request and then a tunnel. Owns the stream.
public final class MessageConnection implements Connection {
  private final Http2Stream stream;
  private final MessageInput input;
  private final MessageOutput output;
  private final ByteReader reader = new ByteReader(this::receive);

  private MessageConnection(Http2Stream stream, Heads heads) {
    this.stream = stream;
    input = new MessageInput(stream, heads);
    output = new MessageOutput(stream, heads);
  }

  /// For a request that is going to be written.
  ///
  /// @param stream of ours, on which nothing has been sent
  public static MessageConnection client(Http2Stream stream) {
    return new MessageConnection(stream, new ClientHeads());
  }

  /// For a request that is going to be read.
  ///
  /// @param stream of the peer's
  public static MessageConnection server(Http2Stream stream) {
    return new MessageConnection(stream, new ServerHeads());
  }

  @Override
  public ByteReader reader() {
    return reader;
  }

  @Override
  public void deadline(Deadline deadline) {
    stream.deadline(deadline);
  }

  /// May return early.
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

  /// A message that is not complete is broken by this.
  @Override
  public void shutdownOutput() throws IOException {
    if (!output.end()) {
      stream.markBroken();
    }
  }

  @Override
  public void keepAlive() {
    stream.keepAlive();
  }

  @Override
  public PeerLiveness presence() {
    return stream.presence();
  }

  @Override
  public void markBroken() {
    stream.markBroken();
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
