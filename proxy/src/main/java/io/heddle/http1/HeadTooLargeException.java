package io.heddle.http1;

import io.heddle.wire.MalformedException;

/// Message head that exceeds a limit: the start line alone (414), or with the fields (431).
public final class HeadTooLargeException extends MalformedException {
  private static final long serialVersionUID = 1L;

  /// Part of a message head.
  public enum HeadPart {
    START_LINE,
    FIELDS
  }

  private final HeadPart part;

  /// @param limit that is exceeded: a number and its unit
  HeadTooLargeException(HeadPart part, String limit) {
    super("a message head of more than " + limit);
    this.part = part;
  }

  /// The part in which the limit was exceeded.
  public HeadPart part() {
    return part;
  }
}
