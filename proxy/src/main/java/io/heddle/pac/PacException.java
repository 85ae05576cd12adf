package io.heddle.pac;

import java.io.Serial;

/// Failure of a script: it is no script, it throws, or it costs more than its limits.
public final class PacException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /// @param message one clause about the script
  public PacException(String message) {
    super(message);
  }
}
