package io.heddle.request;

/// Text of doubtful origin made fit for one line of a log.
public final class PrintableText {
  private PrintableText() {}

  /// The text with every control character as `?`, cut with `…` after `max` characters.
  public static String of(String text, int max) {
    StringBuilder printable = new StringBuilder(Math.min(text.length(), max + 1));
    for (int i = 0; i < text.length() && i < max; i++) {
      char c = text.charAt(i);
      printable.append(isLineSafe(c) ? c : '?');
    }
    return text.length() <= max ? printable.toString() : printable.append('…').toString();
  }

  /// Neither a control character nor one of the other characters that some readers take for a
  /// line's end.
  private static boolean isLineSafe(char c) {
    return !Character.isISOControl(c) && c != '\u2028' && c != '\u2029';
  }
}
