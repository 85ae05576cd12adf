package io.heddle.net.scheduler;

import java.nio.channels.ClosedByInterruptException;

/// Time that a stream may run before its thread yields. A stream that neither end slows down never
/// waits, so that no other virtual thread would run on its processor, and no interruption would be
/// noticed. For one stream.
///
/// The budget is time and not bytes, since bytes that have to be parsed take a thousand times as long
/// as those that are only copied.
public final class YieldBudget {
  private static final long INTERVAL = SchedulerFactory.yieldIntervalNanos();

  private static final long NOT_STARTED = Long.MAX_VALUE;

  /// The time of the first move since the last wait. A stream that waits after every few bytes never
  /// reads the clock.
  private long start = NOT_STARTED;

  /// Restores the whole budget: the stream has waited.
  public void reset() {
    start = NOT_STARTED;
  }

  /// Yields if the budget is spent. To be called when the stream has moved bytes without waiting.
  ///
  /// @throws ClosedByInterruptException if the thread is interrupted
  public void yieldIfSpent() throws ClosedByInterruptException {
    long now = System.nanoTime();
    // No branch: the first time that one is taken, all compiled code around it is thrown away.
    start = Math.min(start, now);
    if (now - start >= INTERVAL) {
      yieldNow();
      start = System.nanoTime();
    }
  }

  private static void yieldNow() throws ClosedByInterruptException {
    Scheduler.current().yieldToOthers();
    if (Thread.currentThread().isInterrupted()) {
      throw new ClosedByInterruptException();
    }
  }
}
