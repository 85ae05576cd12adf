package io.heddle.config.file;

/// Mistake in a file, with its position and a description of one line.
record ConfigProblem(TextPosition position, String message) {
  private static final int MAX_LENGTH = 500;

  ConfigProblem {
    // A value quoted in a message may be long, have several lines, and drive a terminal.
    String shown = message.length() > MAX_LENGTH ? message.substring(0, MAX_LENGTH) + "…" : message;
    message = shown.replaceAll("\\s*\\R\\s*", " ").replaceAll("[\\p{Cc}\\p{Cf}]", "?");
  }

  @Override
  public String toString() {
    return position + ": " + message;
  }
}
