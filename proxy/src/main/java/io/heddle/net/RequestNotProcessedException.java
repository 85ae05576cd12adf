package io.heddle.net;

import java.io.IOException;

/// Failure of a request that the peer has not processed and will not process, as HTTP/2 can tell
/// (RFC 9113 §8.7). The request may be sent again on another connection.
///
/// It is not in `http2`, since `forward` catches it and does not know HTTP/2.
public final class RequestNotProcessedException extends IOException {
  private static final long serialVersionUID = 1L;

  public RequestNotProcessedException(String message) {
    super(message);
  }
}
