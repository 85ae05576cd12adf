package io.heddle.config.file;

/// Mistake in a file, with its position and a description of one line.
record ConfigProblem(TextPosition position, String message) {
  ConfigProblem {
    // A value quoted in a message may have several lines.
    message = message.replaceAll("\\s*\\R\\s*", " ");
  }

  @Override
  public String toString() {
    return position + ": " + message;
  }
}
