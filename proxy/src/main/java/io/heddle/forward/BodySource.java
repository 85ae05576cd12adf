package io.heddle.forward;

import io.heddle.http1.BodyLength;
import io.heddle.http1.HttpFields;
import io.heddle.net.Connection;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The body of a message as it comes off a connection, without its framing. Leaves the bytes behind
/// it in the connection.
sealed interface BodySource permits FixedLengthBody, ChunkedBody, UntilCloseBody {

  /// The body that begins with the next byte of `connection`.
  ///
  /// @param limit bytes that a line of its framing, or its trailer section, may have
  static BodySource of(BodyLength length, Connection connection, int limit) {
    return switch (length) {
      case BodyLength.NoBody() -> new FixedLengthBody(connection, 0);
      case BodyLength.Fixed(long bytes) -> new FixedLengthBody(connection, bytes);
      case BodyLength.Chunked() -> new ChunkedBody(connection, limit);
      case BodyLength.UntilClose() -> new UntilCloseBody(connection);
    };
  }

  /// Puts what is there into `into`, without waiting; if room is left, there is no more for now.
  ///
  /// @throws IOException if the stream ends or breaks before the body does
  default void read(ByteBuffer into) throws IOException, MalformedException {
    boolean early = connection().reader().buffered() > 0;
    take(into);
    // What had come early need not be all that is there.
    if (early && !dataEnded() && into.hasRemaining()) {
      take(into);
    }
  }

  /// The same with what the connection gives at once.
  void take(ByteBuffer into) throws IOException, MalformedException;

  /// Whether all data has been read, after which there may be a trailer section.
  default boolean dataEnded() {
    return ended();
  }

  /// Whether all has been read.
  boolean ended();

  /// The trailer section, once the body has ended; most framings have none.
  default HttpFields trailers() {
    return HttpFields.NONE;
  }

  /// Where it comes from.
  Connection connection();
}
