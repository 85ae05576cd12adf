package io.heddle.config.file;

/// One mistake in a file: where, and what is wrong, in one line.
record ConfigProblem(TextPosition position, String message) {
  ConfigProblem {
    // A value shown in a message may have lines of its own.
    message = message.replaceAll("\\s*\\R\\s*", " ");
  }

  @Override
  public String toString() {
    return position + ": " + message;
  }
}
