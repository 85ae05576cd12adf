package io.heddle.time;

import java.time.Duration;

/// When what has failed may be tried again: each failure in a row makes the pause twice as long, 1,
/// 2, 4 … 60 seconds.
public final class BackOff {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Duration pause = Duration.ZERO;
  private Deadline until = Deadline.after(Duration.ZERO);

  /// Whether a pause goes on.
  public synchronized boolean isPausing() {
    return until.remaining() > 0;
  }

  /// It works: the next failure is the first again.
  public synchronized void recordSuccess() {
    pause = Duration.ZERO;
    until = Deadline.after(Duration.ZERO);
  }

  /// It has failed. Failures during a pause, of what was under way together, count as one.
  public synchronized void recordFailure() {
    if (!isPausing()) {
      Duration doubled = pause.isZero() ? SHORTEST : pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
      until = Deadline.after(pause);
    }
  }
}
