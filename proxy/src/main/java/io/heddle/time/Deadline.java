package io.heddle.time;

import java.time.Duration;

/// Point in time by which an operation must have ended.
///
/// @param nanoTime time on the clock of [System#nanoTime]; meaningless for [#NONE]
public record Deadline(long nanoTime) {
  /// Deadline that never passes.
  public static final Deadline NONE = new Deadline(0);

  /// Deadline at `duration` from now.
  public static Deadline after(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /// Nanoseconds left; zero or negative once the deadline has passed; [Long#MAX_VALUE] for [#NONE].
  @SuppressWarnings("ReferenceEquality") // NONE is a single object; nanoTime may be 0 for others.
  public long remaining() {
    return this == NONE ? Long.MAX_VALUE : nanoTime - System.nanoTime();
  }

  /// The deadline of the first of `parts` operations, one after the other, that get equal parts of the
  /// time left: one that does not end leaves time for the others.
  public Deadline share(int parts) {
    return parts == 1
        ? this
        : after(Duration.ofNanos(Math.max(0, remaining() / parts))).orEarlier(this);
  }

  /// The earlier of the two deadlines.
  public Deadline orEarlier(Deadline other) {
    return remaining() <= other.remaining() ? this : other;
  }
}
