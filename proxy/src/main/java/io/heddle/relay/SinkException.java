package io.heddle.relay;

import java.io.IOException;

/// The receiving end of a direction broke, as opposed to the sending one.
final class SinkException extends IOException {
  private static final long serialVersionUID = 1L;

  SinkException(IOException cause) {
    super(cause);
  }
}
