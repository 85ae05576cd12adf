package io.heddle.time;

import java.time.Duration;

/// A point in time by which something must have happened.
///
/// @param nanoTime on the clock of [System#nanoTime]; meaningless for [#NONE]
public record Deadline(long nanoTime) {
  /// Never.
  public static final Deadline NONE = new Deadline(0);

  /// The time after `duration` from now.
  public static Deadline after(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /// Nanoseconds left, zero or negative once it has passed; [Long#MAX_VALUE] for [#NONE].
  @SuppressWarnings("ReferenceEquality") // NONE is one object, whatever the clock shows.
  public long remaining() {
    return this == NONE ? Long.MAX_VALUE : nanoTime - System.nanoTime();
  }

  /// The earlier of the two.
  public Deadline orEarlier(Deadline other) {
    return remaining() <= other.remaining() ? this : other;
  }
}
