package io.heddle.forward;

import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;

/// Gate before the body of a request to a proxy that may still ask for credentials: the body waits for
/// the first response, a second at most. Then it is sent, since most proxies wait for it. So it is sent
/// once, and not before the proxy has had the time to answer by 407.
final class BodyGate {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  /// State of a gate. It leaves [#CLOSED] once.
  private enum State {
    CLOSED,
    OPEN,
    LOCKED
  }

  private State state;

  private BodyGate(State state) {
    this.state = state;
  }

  /// A gate at which nobody waits.
  static BodyGate open() {
    return new BodyGate(State.OPEN);
  }

  static BodyGate closed() {
    return new BodyGate(State.CLOSED);
  }

  synchronized boolean isOpen() {
    return state == State.OPEN;
  }

  /// Waits until the body may be sent.
  ///
  /// @return whether it may be sent at all
  /// @throws ClosedByInterruptException if the thread was interrupted
  @SuppressWarnings("WaitNotInLoop") // An early end is as good as the limit.
  synchronized boolean pass() throws ClosedByInterruptException {
    try {
      if (state == State.CLOSED) {
        wait(LIMIT.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
    if (state == State.CLOSED) {
      state = State.OPEN;
    }
    return state == State.OPEN;
  }

  /// Lets the body pass.
  synchronized void release() {
    if (state == State.CLOSED) {
      state = State.OPEN;
      notifyAll();
    }
  }

  /// Keeps the body from being sent.
  ///
  /// @return whether nothing of it has been sent
  synchronized boolean lock() {
    if (state == State.CLOSED) {
      state = State.LOCKED;
      notifyAll();
    }
    return state == State.LOCKED;
  }
}
