package io.heddle.http2;

import java.io.IOException;

/// Failure of a stream whose peer has sent its whole message and does not want the rest of ours:
/// RST_STREAM with NO_ERROR after END_STREAM (RFC 9113 §8.1).
final class EarlyResponseException extends IOException {
  private static final long serialVersionUID = 1L;

  EarlyResponseException() {
    super("the peer does not want the rest of the message");
  }
}
