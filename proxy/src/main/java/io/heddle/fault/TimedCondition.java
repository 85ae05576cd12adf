package io.heddle.fault;

import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.locks.Condition;

/// Condition whose waits have deadlines and fail as those of connections do. Its methods are for a
/// thread that holds its lock.
record TimedCondition(Condition condition) {
  /// Waits for a signal. May return early.
  ///
  /// @param nanos time after which the wait ends without one; [Long#MAX_VALUE] for no limit
  /// @throws SocketTimeoutException if the deadline has passed
  /// @throws ClosedByInterruptException if the thread is interrupted
  @SuppressWarnings("WaitNotInLoop") // Its callers have the loop.
  void await(long nanos, Deadline deadline) throws IOException {
    long remaining = deadline.remaining();
    if (remaining <= 0) {
      throw new SocketTimeoutException("nothing happened in time");
    }
    try {
      long wait = Math.min(nanos, remaining);
      if (wait == Long.MAX_VALUE) {
        condition.await();
      } else {
        long _ = condition.awaitNanos(wait);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
  }

  /// Wakes the threads that wait: one may wait for room while another one waits for the end.
  void signal() {
    condition.signalAll();
  }
}
