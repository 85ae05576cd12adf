package io.heddle.lab.bench;

import io.heddle.lab.proxy.Compilation;
import java.time.Duration;

/// Time of work before a measurement.
enum Warmup {
  NONE(0, 0),
  SHORT(300, 4_000),
  /// For work that takes much code: a JVM compiles the last parts after ten thousands of rounds.
  LONG(300, 12_000);

  private final long aheadOfTimeMillis;
  private final long justInTimeMillis;

  Warmup(long aheadOfTimeMillis, long justInTimeMillis) {
    this.aheadOfTimeMillis = aheadOfTimeMillis;
    this.justInTimeMillis = justInTimeMillis;
  }

  Duration duration(Compilation compilation) {
    return Duration.ofMillis(
        switch (compilation) {
          case AHEAD_OF_TIME -> aheadOfTimeMillis;
          case JUST_IN_TIME -> justInTimeMillis;
        });
  }
}
