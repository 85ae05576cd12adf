package io.heddle.http2.frame;

import io.heddle.wire.MalformedException;

/// The peer broke the rules of HTTP/2 so that the connection cannot go on (RFC 9113 §5.4.1).
public final class Http2Exception extends MalformedException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public Http2Exception(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  /// What the peer is told in GOAWAY.
  public ErrorCode code() {
    return code;
  }
}
