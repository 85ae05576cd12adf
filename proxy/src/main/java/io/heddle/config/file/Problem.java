package io.heddle.config.file;

/// One mistake in a file: where, and what is wrong, in one line.
record Problem(Place place, String message) {
  Problem {
    // A value shown in a message may have lines of its own.
    message = message.replaceAll("\\s*\\R\\s*", " ");
  }

  @Override
  public String toString() {
    return place + ": " + message;
  }
}
