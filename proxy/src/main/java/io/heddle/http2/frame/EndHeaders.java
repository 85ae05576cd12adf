package io.heddle.http2.frame;

/// Flag END_HEADERS of HEADERS and CONTINUATION (RFC 9113 §6.2, §6.10): the field block ends with
/// this frame.
public enum EndHeaders {
  NO,
  YES
}
