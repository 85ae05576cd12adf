package io.heddle.http2;

import java.io.IOException;

/// The peer has said all that it had to say, and does not want to hear more: RST_STREAM with
/// NO_ERROR after END_STREAM (RFC 9113 §8.1).
final class NoMoreException extends IOException {
  private static final long serialVersionUID = 1L;

  NoMoreException() {
    super("the peer wants no more of the stream");
  }
}
