package io.heddle.forward;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/// The peer that a body comes from is gone, as opposed to the one that it goes to.
final class BodySourceException extends IOException {
  private static final long serialVersionUID = 1L;

  private BodySourceException(IOException cause) {
    super(cause.getMessage(), cause);
  }

  /// This exception, unless it is we who stopped.
  static IOException of(IOException failure) {
    return failure instanceof ClosedByInterruptException
        ? failure
        : new BodySourceException(failure);
  }
}
