package io.heddle.http2;

import io.heddle.http2.frame.ErrorCode;

/// Stream error (RFC 9113 §5.4.2): a violation of the protocol by the peer that ends one stream
/// with RST_STREAM. The connection goes on. [FrameHandler] catches it; a connection error is an
/// [io.heddle.http2.frame.Http2Exception] instead.
///
/// It has no stack trace, so that a peer that causes many of them does not cost much.
final class StreamException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int stream;
  private final ErrorCode code;

  StreamException(int stream, ErrorCode code) {
    this(stream, code, code.toString());
  }

  /// @param violation what the peer did, as a clause
  StreamException(int stream, ErrorCode code, String violation) {
    super(violation, null, false, false);
    this.stream = stream;
    this.code = code;
  }

  int stream() {
    return stream;
  }

  /// Error code for the RST_STREAM frame.
  ErrorCode code() {
    return code;
  }
}
