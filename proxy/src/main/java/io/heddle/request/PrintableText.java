package io.heddle.request;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/// Untrusted text made safe for a line of a log, of a terminal or of a page.
public final class PrintableText {
  /// Letters and symbols that are drawn as blanks: Hangul fillers, and the empty Braille pattern.
  private static final String BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u2800";

  private PrintableText() {}

  /// Replaces every control character, line separator and invisible character by `?`, and truncates
  /// with `…` after `max` characters. Invisible characters include those that reverse the direction of
  /// the text after them.
  public static String of(String text, int max) {
    return masked(text, max, PrintableText::isVisible);
  }

  /// The same for a field of a line whose fields are separated by blanks, or stand in quotes: blanks
  /// and quotes are replaced, too.
  public static String word(String text, int max) {
    return masked(text, max, c -> isVisible(c) && !Character.isSpaceChar(c) && c != '"');
  }

  /// The text in double quotes, with single ones within.
  public static String quoted(String text) {
    return '"' + of(text, Integer.MAX_VALUE).replace('"', '\'') + '"';
  }

  /// The lines of a text in UTF-8, as [#lines(String)].
  public static String lines(byte[] utf8) {
    return lines(new String(utf8, StandardCharsets.UTF_8));
  }

  /// Replaces the control characters by `?` in a text of several lines; line feeds and tabs stay.
  public static String lines(String text) {
    StringBuilder printable = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && c != '\n' && c != '\t') {
        printable.setCharAt(i, '?');
      }
    }
    return printable.toString();
  }

  private static String masked(String text, int max, IntPredicate isSafe) {
    if (text.length() <= max && isSafe(text, isSafe)) {
      return text;
    }
    StringBuilder printable = new StringBuilder(Math.min(text.length(), max));
    text.codePoints()
        .limit(max)
        .map(c -> isSafe.test(c) ? c : '?')
        .forEach(printable::appendCodePoint);
    return text.length() <= max ? printable.toString() : printable.append('…').toString();
  }

  private static boolean isSafe(String text, IntPredicate isSafe) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (!isSafe.test(text.codePointAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isVisible(int c) {
    if (c >= ' ' && c <= '~') {
      return true;
    }
    if (BLANK_LETTERS.indexOf(c) >= 0) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
