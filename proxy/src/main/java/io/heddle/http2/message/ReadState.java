package io.heddle.http2.message;

/// Part of a message that [Http2ToHttp1Reader] reads next.
enum ReadState {
  /// The first head, or the one after an interim response.
  HEAD,
  /// Payload that HTTP/1.1 passes as it is: a body with a Content-Length, or a tunnel.
  RAW,
  /// Payload that HTTP/1.1 frames as chunks, then trailers.
  CHUNKED,
  DONE
}
