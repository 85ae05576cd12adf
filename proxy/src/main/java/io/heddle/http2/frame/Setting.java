package io.heddle.http2.frame;

/// One setting (RFC 9113 §6.5.2), perhaps one that we do not know.
///
/// @param identifier 16 bits
/// @param value 32 bits, without sign
public record Setting(int identifier, long value) {
  public static final int HEADER_TABLE_SIZE = 0x1;
  public static final int ENABLE_PUSH = 0x2;
  public static final int MAX_CONCURRENT_STREAMS = 0x3;
  public static final int INITIAL_WINDOW_SIZE = 0x4;
  public static final int MAX_FRAME_SIZE = 0x5;
  public static final int MAX_HEADER_LIST_SIZE = 0x6;

  /// Bytes of one on the wire.
  static final int SIZE = 6;
}
