package io.heddle.hostlist;

/// Line of a list that is skipped, and the reason.
///
/// @param line of the file, from 1
public record LineProblem(int line, String message) {
  private static final int MAX_LENGTH = 200;

  /// Makes the message one that can be printed: a line may hold anything.
  public LineProblem {
    StringBuilder shown = new StringBuilder();
    message
        .codePoints()
        .limit(MAX_LENGTH)
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(shown::appendCodePoint);
    message = shown.toString();
  }
}
