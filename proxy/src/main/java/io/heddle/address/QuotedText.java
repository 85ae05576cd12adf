package io.heddle.address;

/// Untrusted text made safe for error messages to a client or in the log: in quotes, on one line,
/// without control characters, truncated after 100 characters.
final class QuotedText {
  private static final int MAX_LENGTH = 100;

  private QuotedText() {}

  static String of(String text) {
    StringBuilder quoted = new StringBuilder().append('"');
    text.chars().limit(MAX_LENGTH).forEach(c -> append(quoted, (char) c));
    return quoted.append(text.length() > MAX_LENGTH ? "...\"" : "\"").toString();
  }

  private static void append(StringBuilder quoted, char c) {
    if ((c >= ' ' && c <= '~') || (c > '~' && Character.isLetterOrDigit(c))) {
      quoted.append(c);
    } else {
      quoted.append(String.format("\\u%04x", (int) c));
    }
  }
}
