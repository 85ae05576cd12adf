package io.heddle.http2.frame;

/// Parameter of a SETTINGS frame (RFC 9113 §6.5.1), known (§6.5.2) or unknown.
///
/// @param identifier 16 bits
/// @param value 32 bits, unsigned
public record Setting(int identifier, long value) {
  public static final int HEADER_TABLE_SIZE = 0x1;
  public static final int ENABLE_PUSH = 0x2;
  public static final int MAX_CONCURRENT_STREAMS = 0x3;
  public static final int INITIAL_WINDOW_SIZE = 0x4;
  public static final int MAX_FRAME_SIZE = 0x5;
  public static final int MAX_HEADER_LIST_SIZE = 0x6;

  /// Bytes of one parameter in the frame.
  static final int SIZE = 6;
}
