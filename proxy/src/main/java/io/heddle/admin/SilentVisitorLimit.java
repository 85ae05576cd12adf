package io.heddle.admin;

import java.nio.channels.ClosedByInterruptException;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/// Threads whose clients are silent: they have not sent their request yet, or not ended after the
/// response. There is room for a limited number. When one more comes, the thread that has waited the
/// longest is interrupted, so that silent clients keep nobody out.
///
/// A client that sends at once is never silent: its thread finds the request when it first looks.
final class SilentVisitorLimit {
  private final int limit;
  private final SequencedSet<Thread> waiting = new LinkedHashSet<>();

  SilentVisitorLimit(int limit) {
    this.limit = limit;
  }

  /// Adds the calling thread, which then waits for its client.
  synchronized void begin() {
    waiting.add(Thread.currentThread());
    if (waiting.size() > limit) {
      waiting.removeFirst().interrupt();
    }
  }

  /// Removes the calling thread.
  ///
  /// @throws ClosedByInterruptException if it had to make room for another
  synchronized void end() throws ClosedByInterruptException {
    if (!waiting.remove(Thread.currentThread())) {
      throw new ClosedByInterruptException();
    }
  }
}
