package io.heddle.http1;

import io.heddle.wire.MalformedException;
import java.util.BitSet;

/// Character classes of RFC 9110 §5.6.
final class HttpSyntax {
  private static final BitSet TOKEN = new BitSet(128);

  static {
    TOKEN.set('0', '9' + 1);
    TOKEN.set('A', 'Z' + 1);
    TOKEN.set('a', 'z' + 1);
    "!#$%&'*+-.^_`|~".chars().forEach(TOKEN::set);
  }

  private HttpSyntax() {}

  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenChar(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  static boolean isTokenChar(char c) {
    return TOKEN.get(c);
  }

  static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// Whether the text has only visible characters, space, tab and bytes above ASCII, and neither
  /// begins nor ends with space or tab.
  static boolean isFieldValue(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
        return false;
      }
    }
    return text.length() == trim(text).length();
  }

  /// Whether the text is a possible request target: one or more visible characters, or bytes above
  /// ASCII. RFC 3986 is stricter, but real clients violate it.
  static boolean isTarget(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == 0x7f || c > 0xff) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// Whether the text is user information (RFC 3986 §3.2.1).
  static boolean isUserInfo(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean alphanumeric =
          (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!alphanumeric && "-._~%!$&'()*+,;=:".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  /// Removes optional white space (space and tab) at both ends.
  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /// Replaces each control byte but tab by a space (RFC 9110 §5.5).
  ///
  /// @throws MalformedException if there is a NUL
  static String withoutControls(String text) throws MalformedException {
    StringBuilder replaced = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new MalformedException("a NUL in a line");
      }
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        replaced.setCharAt(i, ' ');
      }
    }
    return replaced.toString();
  }

  /// Position of the first space or tab; the length of the text if there is none.
  static int endOfWord(String text) {
    int end = 0;
    while (end < text.length() && !isBlank(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
