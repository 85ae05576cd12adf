package io.heddle.forward;

import io.heddle.net.InjectedResetException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/// Failure of the connection that a body is read from, as opposed to the one that it is written to.
final class BodySourceException extends IOException {
  private static final long serialVersionUID = 1L;

  private BodySourceException(IOException cause) {
    super(cause.getMessage(), cause);
  }

  /// Wraps `failure`, unless the thread was interrupted or the connection was reset on purpose.
  static IOException of(IOException failure) {
    return failure instanceof ClosedByInterruptException
            || failure instanceof InjectedResetException
        ? failure
        : new BodySourceException(failure);
  }
}
