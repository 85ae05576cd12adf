package io.heddle.http2;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Timer of the idle time of one connection. Only streams restart it: frames such as SETTINGS and
/// PING do not make a connection busy.
final class IdleTimer {
  private final LongSupplier nanoTime;
  private long startNanos;

  /// @param nanoTime the clock, [System#nanoTime] outside of tests
  IdleTimer(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    startNanos = nanoTime.getAsLong();
  }

  void restart() {
    startNanos = nanoTime.getAsLong();
  }

  /// Nanoseconds until the connection has been idle for `limit`; 0 or less after that.
  long remainingNanos(Duration limit) {
    return limit.toNanos() - (nanoTime.getAsLong() - startNanos);
  }
}
