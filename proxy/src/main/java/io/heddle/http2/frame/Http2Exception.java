package io.heddle.http2.frame;

import io.heddle.wire.MalformedException;

/// Connection error (RFC 9113 §5.4.1): a violation of the protocol by the peer that ends the whole
/// connection.
public final class Http2Exception extends MalformedException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public Http2Exception(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  /// Error code for the GOAWAY frame.
  public ErrorCode code() {
    return code;
  }
}
