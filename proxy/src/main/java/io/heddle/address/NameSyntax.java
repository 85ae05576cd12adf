package io.heddle.address;

import java.net.IDN;

/// Syntax of DNS names: lengths, characters, and the ASCII form of internationalised names; and of
/// the IPv4 addresses that look like them.
final class NameSyntax {
  // SOCKS 5 can carry so many. DNS allows 253, but an upstream may know other names.
  private static final int MAX_LENGTH = 255;
  private static final int MAX_LABEL = 63;
  private static final String HOST_NAME_PUNCTUATION = "-_";
  private static final String URI_PUNCTUATION = "~!$&'()*+,;=";

  private NameSyntax() {}

  /// Whether [Host.Name] can have this text: ASCII in lower case, without the final dot.
  static boolean isValid(String text) {
    return text.length() <= MAX_LENGTH && hasValidLabels(text);
  }

  private static boolean hasValidLabels(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' ? length == 0 : !isInLabel(c) || length == MAX_LABEL) {
        return false;
      }
      length = c == '.' ? 0 : length + 1;
    }
    return length > 0;
  }

  private static boolean isInLabel(char c) {
    return isInHostName(c) || URI_PUNCTUATION.indexOf(c) >= 0;
  }

  private static boolean isInHostName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || HOST_NAME_PUNCTUATION.indexOf(c) >= 0;
  }

  /// Whether a name has letters, digits, `-` and `_` alone.
  static boolean isHostName(String text) {
    return text.chars().allMatch(c -> c == '.' || isInHostName((char) c));
  }

  /// The ASCII form of a name (RFC 5890); of one in ASCII, the name itself.
  ///
  /// @throws IllegalArgumentException if it has none
  static String toAscii(String text) {
    return isAscii(text) ? text : convert(text);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  private static String convert(String text) {
    // IDN takes quadratic time, and throws undeclared exceptions from 1000 characters on.
    if (text.length() > MAX_LENGTH + 1) {
      throw new IllegalArgumentException(QuotedText.of(text) + " is not a host name");
    }
    try {
      return IDN.toASCII(text, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(QuotedText.of(text) + " is not a host name", e);
    }
  }

  /// Whether the last label is a number. Resolvers read such a text as an IPv4 address (`127.1`,
  /// `0x7f.1`), so as a name it would bypass rules on addresses.
  static boolean endsInNumber(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    String last = name.substring(name.lastIndexOf('.') + 1);
    boolean decimal = !last.isEmpty() && last.chars().allMatch(c -> c >= '0' && c <= '9');
    return decimal || (last.regionMatches(true, 0, "0x", 0, 2) && isHex(last.substring(2)));
  }

  /// Whether a part of an IPv4 address, alone or at the end of an IPv6 address, begins with a zero:
  /// some parsers read such a part as octal, others as decimal.
  static boolean hasLeadingZero(String literal) {
    int start = literal.lastIndexOf(':') + 1;
    if (start > 0 && literal.indexOf('.', start) < 0) {
      return false;
    }
    for (int i = start; i + 1 < literal.length(); i++) {
      boolean begins = i == start || literal.charAt(i - 1) == '.';
      if (begins && literal.charAt(i) == '0' && Character.isDigit(literal.charAt(i + 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
  }
}
