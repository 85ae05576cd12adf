package io.heddle.forward;

import io.heddle.http1.BodyLength;
import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.http1.ResponseHeadReader;
import io.heddle.net.Connection;
import io.heddle.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/// Body of a message, read from a connection without its framing. The bytes that follow the body
/// are left in the connection.
sealed interface BodySource
    permits BodySource.FixedLengthBody, BodySource.UntilCloseBody, ChunkedBody {

  /// The body of a request that begins with the next byte of `client`.
  ///
  /// @param limits of a line of the framing, and of the trailer section
  static BodySource ofRequest(BodyLength length, Connection client, HeadLimits limits) {
    return of(length, client, () -> ChunkedBody.ofRequest(client, limits));
  }

  /// The body of a response that begins with the next byte of `server`.
  ///
  /// @param heads reader of its head
  static BodySource ofResponse(BodyLength length, Connection server, ResponseHeadReader heads) {
    return of(length, server, () -> ChunkedBody.ofResponse(server, heads));
  }

  private static BodySource of(
      BodyLength length, Connection connection, Supplier<ChunkedBody> chunked) {
    if (length instanceof BodyLength.Chunked) {
      return chunked.get();
    }
    if (length instanceof BodyLength.CloseDelimited) {
      return new UntilCloseBody(connection);
    }
    return new FixedLengthBody(
        connection, length instanceof BodyLength.ContentLength(long bytes) ? bytes : 0);
  }

  /// Puts the bytes available into `into`, without waiting. If room is left, there are no more for
  /// now.
  ///
  /// @throws IOException if the stream ends or breaks before the body does
  default void read(ByteBuffer into) throws IOException, MalformedException {
    boolean buffered = connection().reader().buffered() > 0;
    readOnce(into);
    // The bytes read ahead need not be all that are available.
    if (buffered && !isDataComplete() && into.hasRemaining()) {
      readOnce(into);
    }
  }

  /// Puts the bytes of one read from the connection into `into`, without waiting.
  void readOnce(ByteBuffer into) throws IOException, MalformedException;

  /// Whether all data has been read. A trailer section may follow.
  default boolean isDataComplete() {
    return isComplete();
  }

  /// Whether the data and the trailer section have been read.
  boolean isComplete();

  /// The trailer section of a complete body. Most framings have none.
  default HttpFields trailers() {
    return HttpFields.NONE;
  }

  /// Whether the framing was not well-formed. Most bodies have none inside.
  default boolean isRepaired() {
    return false;
  }

  /// The connection that the body is read from.
  Connection connection();

  /// Body of known length.
  final class FixedLengthBody implements BodySource {
    private final Connection connection;
    private long left;

    private FixedLengthBody(Connection connection, long length) {
      this.connection = connection;
      this.left = length;
    }

    @Override
    public void readOnce(ByteBuffer into) throws IOException {
      int limit = into.limit();
      into.limit((int) Math.min(limit, into.position() + left));
      try {
        int count = connection.readNow(into);
        if (count < 0) {
          throw new EOFException("the stream ended " + left + " bytes before the body");
        }
        left -= count;
      } finally {
        into.limit(limit);
      }
    }

    @Override
    public boolean isComplete() {
      return left == 0;
    }

    @Override
    public Connection connection() {
      return connection;
    }
  }

  /// Body that ends with its stream. If the stream breaks instead, the body is not complete.
  final class UntilCloseBody implements BodySource {
    private final Connection connection;
    private boolean ended;

    private UntilCloseBody(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void readOnce(ByteBuffer into) throws IOException {
      ended = connection.readNow(into) < 0;
    }

    @Override
    public boolean isComplete() {
      return ended;
    }

    @Override
    public Connection connection() {
      return connection;
    }
  }
}
