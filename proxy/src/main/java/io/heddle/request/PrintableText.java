package io.heddle.request;

/// Untrusted text made safe for one line of a log.
public final class PrintableText {
  private PrintableText() {}

  /// Replaces every control character by `?`, and truncates with `…` after `max` characters.
  public static String of(String text, int max) {
    StringBuilder printable = new StringBuilder(Math.min(text.length(), max + 1));
    for (int i = 0; i < text.length() && i < max; i++) {
      char c = text.charAt(i);
      printable.append(isLineSafe(c) ? c : '?');
    }
    return text.length() <= max ? printable.toString() : printable.append('…').toString();
  }

  /// Whether the character is neither a control character nor a Unicode line separator, which some
  /// log readers treat as the end of a line.
  private static boolean isLineSafe(char c) {
    return !Character.isISOControl(c) && c != '\u2028' && c != '\u2029';
  }
}
