package io.heddle.config.file;

/// Mistake in a file, with its position and a description of one line.
///
/// @param path path of the key that has the mistake; empty if it is not known
record ConfigProblem(TextPosition position, String path, String message) {
  private static final int MAX_LENGTH = 500;

  ConfigProblem(TextPosition position, String message) {
    this(position, "", message);
  }

  ConfigProblem {
    // A value quoted in a message may be long, have several lines, and drive a terminal.
    String shown = message.length() > MAX_LENGTH ? message.substring(0, MAX_LENGTH) + "…" : message;
    message = shown.replaceAll("\\s*\\R\\s*", " ").replaceAll("[\\p{Cc}\\p{Cf}]", "?");
  }

  /// Whether another key may be wrong only because of this mistake: it is the same, or lies below or
  /// above.
  boolean affects(String key) {
    return key.isEmpty() || isWithin(key, path) || isWithin(path, key);
  }

  private static boolean isWithin(String outer, String inner) {
    return inner.startsWith(outer)
        && (inner.length() == outer.length()
            || inner.charAt(outer.length()) == '.'
            || inner.charAt(outer.length()) == '[');
  }

  @Override
  public String toString() {
    return position + ": " + message;
  }
}
