package io.heddle.time;

import java.time.Duration;

/// Exponential back-off after failures: each failure in a row doubles the pause before the next
/// attempt, 1, 2, 4 … 60 seconds. Thread-safe.
public final class BackOff {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Duration pause = Duration.ZERO;
  private Deadline until = Deadline.after(Duration.ZERO);

  /// Whether the pause after the last failure has not yet ended.
  public synchronized boolean isPausing() {
    return until.remaining() > 0;
  }

  /// Records a success: ends the pause, and the next failure counts as the first.
  public synchronized void recordSuccess() {
    pause = Duration.ZERO;
    until = Deadline.after(Duration.ZERO);
  }

  /// Forgets all failures.
  public void clear() {
    recordSuccess();
  }

  /// Records a failure, and begins a pause. A failure during a pause is ignored: it belongs to an
  /// attempt that ran at the same time as the failed one.
  public synchronized void recordFailure() {
    if (!isPausing()) {
      Duration doubled = pause.isZero() ? SHORTEST : pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
      until = Deadline.after(pause);
    }
  }
}
