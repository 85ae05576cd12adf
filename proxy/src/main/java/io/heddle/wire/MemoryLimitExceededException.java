package io.heddle.wire;

import java.io.IOException;

/// Refusal of memory for a message, because other messages take it all at the moment.
public final class MemoryLimitExceededException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param message description of the memory that is used up, in one clause
  public MemoryLimitExceededException(String message) {
    super(message);
  }
}
