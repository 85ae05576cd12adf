package io.heddle.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Polling for conditions that cause no event.
public final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(5);

  private Await() {}

  /// Returns as soon as `condition` holds. Fails after twenty seconds with `what` in the message.
  public static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("in vain: waited until " + what);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
