package io.heddle.hostlist;

import java.nio.charset.StandardCharsets;

/// Words in the bytes of a line. A word is not made a text if it can be helped: a list has a million.
final class ListBytes {
  private static final int MAX_NAME = 255;
  private static final int MAX_LABEL = 63;

  private ListBytes() {}

  /// Whether a file begins with the mark of UTF-8.
  static boolean hasByteOrderMark(byte[] bytes, int length) {
    return length >= 3
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf;
  }

  /// The index of the comment of a line, or its end. A comment begins with `#` or `!` at the beginning or
  /// behind a blank. `#` directly behind a name begins one, too, unless it begins a rule for parts of
  /// pages, such as `example.com##.banner`: it is not about the name.
  static int commentStart(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      boolean begins = i == from || isBlank(bytes[i - 1]);
      if (bytes[i] == '#' && (begins || !beginsPageRule(bytes, i + 1, end))) {
        return i;
      }
      if (bytes[i] == '!' && begins) {
        return i;
      }
      if (bytes[i] == '#') {
        return end;
      }
    }
    return end;
  }

  private static boolean beginsPageRule(byte[] bytes, int next, int end) {
    return next < end && "#@?$%".indexOf(bytes[next]) >= 0;
  }

  static int skipBlanks(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  static int trimBlanks(byte[] bytes, int from, int end) {
    int at = end;
    while (at > from && isBlank(bytes[at - 1])) {
      at--;
    }
    return at;
  }

  static int wordEnd(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && !isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\f' || b == 0x0b;
  }

  static boolean startsWith(byte[] bytes, int from, int end, String prefix) {
    return end - from >= prefix.length() && equal(bytes, from, from + prefix.length(), prefix);
  }

  static boolean equal(byte[] bytes, int from, int end, String text) {
    if (end - from != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Whether a word can only be an address or a block: it has a colon or a slash, or digits and dots
  /// alone.
  static boolean isNumeric(byte[] bytes, int from, int end) {
    boolean digits = true;
    for (int i = from; i < end; i++) {
      byte b = bytes[i];
      if (b == ':' || b == '/') {
        return true;
      }
      digits &= b == '.' || (b >= '0' && b <= '9');
    }
    return digits;
  }

  /// Makes an ASCII name lower case, without its final dot.
  ///
  /// @return end of the name; `from` if the name needs a closer look
  static int lowerCaseName(byte[] bytes, int from, int end) {
    int nameEnd = end > from && bytes[end - 1] == '.' ? end - 1 : end;
    if (nameEnd - from > MAX_NAME) {
      return from;
    }
    int label = from;
    for (int i = from; i < nameEnd; i++) {
      byte b = bytes[i];
      if (b >= 'A' && b <= 'Z') {
        bytes[i] = (byte) (b + ('a' - 'A'));
      }
      if (b == '.' ? i == label : !isInName(bytes[i]) || i - label == MAX_LABEL) {
        return from;
      }
      label = b == '.' ? i + 1 : label;
    }
    boolean isNumber = label < nameEnd && bytes[label] >= '0' && bytes[label] <= '9';
    return label == nameEnd || isNumber ? from : nameEnd;
  }

  private static boolean isInName(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '-' || b == '_';
  }

  /// The text of a word.
  ///
  /// @throws IllegalArgumentException if it is not UTF-8
  static String text(byte[] bytes, int from, int end) {
    String text = new String(bytes, from, end - from, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      throw new IllegalArgumentException("the line is not UTF-8");
    }
    return text;
  }

  /// A piece of a line for a message.
  static String quoted(byte[] bytes, int from, int end) {
    return "\"" + text(bytes, from, end) + "\"";
  }
}
