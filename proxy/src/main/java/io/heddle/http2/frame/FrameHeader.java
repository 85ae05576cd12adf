package io.heddle.http2.frame;

import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import java.io.IOException;

/// Header of every frame (RFC 9113 §4.1).
///
///     +-----------------------------------------------+
///     | Length (24)                                   |
///     +---------------+---------------+---------------+
///     | Type (8)      | Flags (8)     |
///     +-+-------------+---------------+-------------------------------+
///     |R| Stream Identifier (31)                                      |
///     +=+=============================================================+
///     | Frame Payload (Length)                                      ...
///
/// @param length of the payload in bytes
/// @param stream 0 for the connection as a whole; the reserved bit is ignored
record FrameHeader(int length, int type, int flags, int stream) {
  static final int DATA = 0x0;
  static final int HEADERS = 0x1;
  static final int PRIORITY = 0x2;
  static final int RST_STREAM = 0x3;
  static final int SETTINGS = 0x4;
  static final int PUSH_PROMISE = 0x5;
  static final int PING = 0x6;
  static final int GOAWAY = 0x7;
  static final int WINDOW_UPDATE = 0x8;
  static final int CONTINUATION = 0x9;

  static final int END_STREAM = 0x1;
  static final int ACK = 0x1;
  static final int END_HEADERS = 0x4;
  static final int PADDED = 0x8;
  static final int WITH_PRIORITY = 0x20;

  static FrameHeader read(ByteReader in) throws IOException {
    int length = (in.u16() << 8) | in.u8();
    return new FrameHeader(length, in.u8(), in.u8(), in.u32() & Integer.MAX_VALUE);
  }

  void write(ByteWriter out) {
    out.u16(length >>> 8).u8(length).u8(type).u8(flags).u32(stream);
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
