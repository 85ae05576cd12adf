package io.heddle.http1;

import io.heddle.wire.MalformedException;

/// A head over its limit: the request line alone (414) or together with the fields (431).
public final class HeadTooLargeException extends MalformedException {
  private static final long serialVersionUID = 1L;

  /// Where the limit was passed.
  public enum HeadPart {
    START_LINE,
    FIELDS
  }

  private final HeadPart part;

  HeadTooLargeException(HeadPart part, int limit) {
    super("a message head of more than " + limit + " bytes");
    this.part = part;
  }

  /// Which part passed the limit.
  public HeadPart part() {
    return part;
  }
}
