package io.heddle.dns;

import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;

/// Codec of a name in a message (RFC 1035 §3.1, §4.1.4). A label begins with its length; the rest of
/// a name may be a pointer to a name earlier in the message.
///
///     +---+--------+---+--------+---+      +----+----------------+
///     | n | n byte | m | m byte | 0 |  or  | 11 | offset, 14 bit |  in place of a length
///     +---+--------+---+--------+---+      +----+----------------+
///
/// The text has labels in lower case, separated by dots. Bytes that are not printable, dots and
/// backslashes in a label are written `\ddd` (RFC 1035 §5.1), so that different names have different
/// texts. The root is the empty text.
final class DnsName {
  private static final int MAX_LENGTH = 255;
  private static final int MAX_LABEL = 63;
  private static final int POINTER = 0xc0;

  private DnsName() {}

  /// Reads a name. Each pointer must lead to an earlier place than the one before, so there are no
  /// circles.
  static String read(DnsInput in) throws MalformedException {
    StringBuilder text = new StringBuilder();
    int length = 1;
    int start = in.position();
    int end = -1;
    for (int head = in.u8(); head != 0; head = in.u8()) {
      if (head >= POINTER) {
        int target = (head - POINTER) << 8 | in.u8();
        end = end < 0 ? in.position() : end;
        if (target >= start) {
          throw new MalformedException("a pointer in a name that does not lead back");
        }
        start = target;
        in.moveTo(target);
      } else {
        length += 1 + head;
        if (head > MAX_LABEL || length > MAX_LENGTH) {
          throw new MalformedException("a name that is too long");
        }
        appendLabel(text, in.bytes(head));
      }
    }
    if (end >= 0) {
      in.moveTo(end);
    }
    return text.toString();
  }

  private static void appendLabel(StringBuilder text, byte[] label) {
    if (!text.isEmpty()) {
      text.append('.');
    }
    for (byte one : label) {
      char c = (char) (one & 0xff);
      if (c <= ' ' || c > '~' || c == '.' || c == '\\') {
        text.append('\\');
        for (int unit = 100; unit > 0; unit /= 10) {
          text.append((char) ('0' + c / unit % 10));
        }
      } else {
        text.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
      }
    }
  }

  /// Writes a name, without pointers.
  static void write(String text, ByteWriter out) {
    ByteWriter label = new ByteWriter(MAX_LABEL);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        writeLabel(label, out);
      } else if (c == '\\') {
        label.u8(Integer.parseInt(text, i + 1, i + 4, 10));
        i += 3;
      } else {
        label.u8(c);
      }
    }
    if (!text.isEmpty()) {
      writeLabel(label, out);
    }
    out.u8(0);
  }

  private static void writeLabel(ByteWriter label, ByteWriter out) {
    out.u8(label.size()).bytes(label.toBuffer());
    label.clear();
  }

  /// Whether a name without escapes fits into a message.
  static boolean fits(String name) {
    return name.length() + 2 <= MAX_LENGTH;
  }
}
