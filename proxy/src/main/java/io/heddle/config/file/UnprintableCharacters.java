package io.heddle.config.file;

import java.util.Optional;

/// Detection of characters that YAML forbids everywhere (YAML 1.1 §5.1), such as NUL.
final class UnprintableCharacters {
  private UnprintableCharacters() {}

  static Optional<ConfigProblem> find(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (!isPrintable(c)) {
        String message = "the character U+%04X is not allowed in YAML".formatted(c);
        return Optional.of(new ConfigProblem(positionAfter(text.substring(0, i)), message));
      }
    }
    return Optional.empty();
  }

  /// Position of the character after `text`.
  static TextPosition positionAfter(String text) {
    int lineStart = text.lastIndexOf('\n') + 1;
    int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
    return new TextPosition(line, 1 + text.codePointCount(lineStart, text.length()));
  }

  private static boolean isPrintable(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || c == 0x85
        || (c >= 0x20 && c <= 0x7e)
        || (c >= 0xa0 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd && c != 0xfeff)
        || c >= 0x10000;
  }
}
