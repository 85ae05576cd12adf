package io.heddle.config.file;

/// Quoting of texts as YAML in double quotes, which can hold any text (YAML 1.1 §5.6).
final class YamlQuoting {
  private YamlQuoting() {}

  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '"', '\\' -> quoted.append('\\').appendCodePoint(c);
            case '\n' -> quoted.append("\\n");
            default -> {
              if ((c >= 0x20 && c < 0x7f) || (c >= 0xa0 && Character.isLetterOrDigit(c))) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append("\\U%08x".formatted(c));
              }
            }
          }
        });
    return quoted.append('"').toString();
  }
}
