package io.heddle.net.scheduler;

import java.nio.channels.ClosedByInterruptException;

/// Makes room for others in a stream that neither end slows down: it never waits, so nobody would
/// interrupt it, and no other virtual thread would run on its processor. For one stream.
///
/// By the clock, since bytes that have to be understood take a thousand times as long as those that
/// are only passed on. Longer on the JDK's scheduler, where a pause costs as much as moving some
/// hundred kilobytes.
public final class YieldBudget {
  private static final long LENGTH = SchedulerFactory.turnNanos();

  private static final long NOT_YET = Long.MAX_VALUE;

  /// Many streams wait after every few bytes, and never need the clock.
  private long began = NOT_YET;

  /// The stream has had to wait.
  public void waited() {
    began = NOT_YET;
  }

  /// The stream has moved bytes without waiting; perhaps it waits now.
  ///
  /// @throws ClosedByInterruptException if the thread is interrupted
  public void moved() throws ClosedByInterruptException {
    long now = System.nanoTime();
    // No branch: when it is taken that never was before, all around it has to be compiled again.
    began = Math.min(began, now);
    if (now - began >= LENGTH) {
      makeRoom();
      began = System.nanoTime();
    }
  }

  private static void makeRoom() throws ClosedByInterruptException {
    Scheduler.current().giveWay();
    if (Thread.currentThread().isInterrupted()) {
      throw new ClosedByInterruptException();
    }
  }
}
