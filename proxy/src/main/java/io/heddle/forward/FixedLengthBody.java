package io.heddle.forward;

import io.heddle.net.Connection;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A body of known length.
final class FixedLengthBody implements BodySource {
  private final Connection connection;
  private long left;

  FixedLengthBody(Connection connection, long length) {
    this.connection = connection;
    this.left = length;
  }

  @Override
  public void take(ByteBuffer into) throws IOException {
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
  public boolean ended() {
    return left == 0;
  }

  @Override
  public Connection connection() {
    return connection;
  }
}
