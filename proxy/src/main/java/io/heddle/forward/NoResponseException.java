package io.heddle.forward;

import java.io.IOException;

/// End of an upstream connection before a byte of the response. The peer may not have seen the
/// request.
final class NoResponseException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param peer name of the peer in messages
  NoResponseException(String peer) {
    super(peer + " closed the connection without a response");
  }
}
