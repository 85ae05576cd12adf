package io.heddle.forward;

import java.io.IOException;

/// The next hop went away before a byte of its response: perhaps it never saw the request.
final class NoResponseException extends IOException {
  private static final long serialVersionUID = 1L;

  NoResponseException(String hop) {
    super(hop + " closed the connection without a response");
  }
}
