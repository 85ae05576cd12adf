package io.heddle.forward;

import io.heddle.net.Connection;
import io.heddle.request.RequestTargetForm;
import io.heddle.request.ReuseScope;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A connection on which requests are sent, to an origin or to another proxy.
///
/// @param form in which the one at its other end wants them
/// @param audience whose requests
/// @param via the way that it took, as the log says it
public record NextHop(
    Connection connection, RequestTargetForm form, ReuseScope audience, String via)
    implements AutoCloseable {

  /// Whether the next request may be sent on it: nothing has come since the last response, neither
  /// bytes nor an end. Does not wait.
  boolean isFresh() {
    try {
      return connection.reader().buffered() == 0 && connection.readNow(ByteBuffer.allocate(1)) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
