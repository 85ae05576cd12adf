package io.heddle.http2.frame;

/// Why a stream or a connection ends (RFC 9113 §7). A code that is not listed there is nothing
/// special, so codes are read as numbers; these are the ones that we send or look for.
public enum ErrorCode {
  NO_ERROR(0x0),
  PROTOCOL_ERROR(0x1),
  INTERNAL_ERROR(0x2),
  FLOW_CONTROL_ERROR(0x3),
  STREAM_CLOSED(0x5),
  FRAME_SIZE_ERROR(0x6),
  REFUSED_STREAM(0x7),
  CANCEL(0x8),
  COMPRESSION_ERROR(0x9),
  CONNECT_ERROR(0xa),
  ENHANCE_YOUR_CALM(0xb);

  private final int code;

  ErrorCode(int code) {
    this.code = code;
  }

  /// As frames have it.
  public int code() {
    return code;
  }

  /// The name of a code for people: that of the RFC, or the number.
  public static String text(int code) {
    for (ErrorCode known : values()) {
      if (known.code == code) {
        return known.name();
      }
    }
    return "error 0x" + Integer.toHexString(code);
  }
}
