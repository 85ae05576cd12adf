package io.heddle.relay;

import java.io.IOException;

/// Failure of the receiving end of a direction, as opposed to the sending one.
final class SinkException extends IOException {
  private static final long serialVersionUID = 1L;

  SinkException(IOException cause) {
    super(cause);
  }
}
