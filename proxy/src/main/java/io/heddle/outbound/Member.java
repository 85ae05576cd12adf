package io.heddle.outbound;

import io.heddle.net.Deadline;
import java.time.Duration;

/// One way out in a [Group], and whether it works.
///
/// Each failure in a row puts it aside for twice as long: 1, 2, 4 … 60 seconds.
final class Member {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Outbound outbound;
  private Duration pause = Duration.ZERO;
  private Deadline until = Deadline.after(Duration.ZERO);

  Member(Outbound outbound) {
    this.outbound = outbound;
  }

  Outbound outbound() {
    return outbound;
  }

  /// Whether others are to be asked before it.
  synchronized boolean isAside() {
    return until.remaining() > 0;
  }

  /// It has answered.
  synchronized void succeeded() {
    pause = Duration.ZERO;
    until = Deadline.after(Duration.ZERO);
  }

  /// It has failed. Failures of requests that were under way together count as one.
  synchronized void failed() {
    if (until.remaining() <= 0) {
      Duration doubled = pause.isZero() ? SHORTEST : pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
      until = Deadline.after(pause);
    }
  }
}
