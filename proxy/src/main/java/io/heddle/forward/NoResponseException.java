package io.heddle.forward;

import java.io.IOException;

/// End of an upstream connection before a byte of the response. The peer may not have seen the
/// request.
final class NoResponseException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param message the peer and what it did, as a sentence
  NoResponseException(String message) {
    super(message);
  }
}
