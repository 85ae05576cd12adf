package io.heddle.sni;

import java.nio.ByteBuffer;

/// ClientHello of SSL 2 (RFC 5246 §E.2), which names no server. OpenSSL answers it by any version up to
/// TLS 1.2. Its header:
///
///     length            2   with the first bit set, of what follows
///     msg_type = 1      1
///     version           2   any
///     cipher_specs      2   length
///     session_id        2   length
///     challenge         2   length
public final class Ssl2ClientHello {
  /// Bytes of the header.
  public static final int HEADER = 11;

  /// Bytes that tell it from nearly all else.
  public static final int TYPE_END = 3;

  private static final int LENGTHS = 5;
  private static final int CLIENT_HELLO = 1;

  private Ssl2ClientHello() {}

  /// Whether a stream may begin with one.
  ///
  /// @param first 0 to 255, or -1 at the end of a stream
  public static boolean isFirst(int first) {
    return first >= 0x80;
  }

  /// Whether the header has the type of the message.
  ///
  /// @param bytes the first of a stream whose first byte fits, up to [#TYPE_END]
  public static boolean hasType(ByteBuffer bytes) {
    return bytes.remaining() == TYPE_END && bytes.get(TYPE_END - 1) == CLIENT_HELLO;
  }

  /// Whether a header that has the type is one: the lengths agree.
  ///
  /// @param bytes the first of a stream, up to [#HEADER]
  public static boolean isHeader(ByteBuffer bytes) {
    if (bytes.remaining() < HEADER) {
      return false;
    }
    int fields = 0;
    for (int field = LENGTHS; field < HEADER; field += 2) {
      fields += Short.toUnsignedInt(bytes.getShort(field));
    }
    return (bytes.getShort(0) & 0x7fff) == HEADER - 2 + fields;
  }
}
