package io.heddle.http2.frame;

/// Flag END_STREAM of DATA and HEADERS (RFC 9113 §6.1, §6.2): the sender's half of the stream ends
/// with this frame.
public enum EndStream {
  NO,
  YES
}
