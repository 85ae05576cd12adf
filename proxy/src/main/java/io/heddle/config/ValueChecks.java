package io.heddle.config;

import java.time.Duration;

/// Checks of values that several configuration records share.
final class ValueChecks {
  private static final Duration MAX = Duration.ofDays(365);

  private ValueChecks() {}

  static void checkPositive(String key, Duration duration, BadValues bad) {
    if (duration.isZero()) {
      bad.add(key, "must be longer than 0");
    }
    checkNotNegative(key, duration, bad);
  }

  /// Also rejects a duration that could overflow a clock in nanoseconds.
  static void checkNotNegative(String key, Duration duration, BadValues bad) {
    if (duration.isNegative()) {
      bad.add(key, "must not be negative");
    }
    if (duration.compareTo(MAX) > 0) {
      bad.add(key, "must not be longer than 365d");
    }
  }
}
