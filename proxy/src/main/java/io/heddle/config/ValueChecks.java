package io.heddle.config;

import java.time.Duration;

/// Checks of values that several configuration records share.
final class ValueChecks {
  private static final Duration MAX = Duration.ofDays(365);

  private ValueChecks() {}

  static void checkPositive(String key, Duration duration) {
    checkNotNegative(key, duration);
    if (duration.isZero()) {
      throw new BadValueException(key, "must be longer than 0");
    }
  }

  /// Also rejects a duration that could overflow a clock in nanoseconds.
  static void checkNotNegative(String key, Duration duration) {
    if (duration.isNegative()) {
      throw new BadValueException(key, "must not be negative");
    }
    if (duration.compareTo(MAX) > 0) {
      throw new BadValueException(key, "must not be longer than 365d");
    }
  }
}
