package io.heddle.net;

import java.io.IOException;

/// The peer has not looked at what was sent on a connection, and is not going to, as HTTP/2 can say
/// (RFC 9113 §8.7): it may be sent again on another one.
public final class UnprocessedException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnprocessedException(String message) {
    super(message);
  }
}
