package io.heddle.http2.frame;

/// Error code of RST_STREAM and GOAWAY (RFC 9113 §7). Only the codes that Heddle sends or checks.
/// Frames carry codes as numbers, since a peer may send an unknown one.
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

  /// Number of the code in frames.
  public int code() {
    return code;
  }

  /// Name of a code in the RFC, or its number if it has none here.
  public static String text(int code) {
    for (ErrorCode known : values()) {
      if (known.code == code) {
        return known.name();
      }
    }
    return "error 0x" + Integer.toHexString(code);
  }
}
