package io.heddle.http2;

import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Monitor of one connection: the lock that guards the state of the connection and of all its
/// streams, and the conditions on which threads wait for that state to change.
///
///     condition        awaited by                  signalled after
///     stateChanged     users of Http2Connection    SETTINGS, PING ACK, changes of the phase,
///                                                  streams opened, ended or served
///     sendRoom         threads that send on a      frames taken by the writer, changes of the
///                      stream                      connection window, failures of streams
///     framesQueued     the writer                  frames queued, the end
///     one per stream   threads that read from it,  frames received, changes of its send window,
///                      or send on it while its     its failure
///                      own window is closed
///
/// [Http2Session] and [StreamEntry] change the state and signal. [Http2Connection] and
/// [Http2Stream] wait. No thread does I/O while it holds the lock.
final class ConnectionLock {
  /// Critical section without a result.
  ///
  /// @param <X> the exception that it throws
  @FunctionalInterface
  interface Action<X extends Exception> {
    void run() throws X;
  }

  /// Critical section with a result.
  ///
  /// @param <T> the result
  /// @param <X> the exception that it throws
  @FunctionalInterface
  interface Query<T, X extends Exception> {
    T call() throws X;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stateChanged = lock.newCondition();
  private final Condition sendRoom = lock.newCondition();
  private final Condition framesQueued = lock.newCondition();

  Condition stateChanged() {
    return stateChanged;
  }

  Condition sendRoom() {
    return sendRoom;
  }

  Condition framesQueued() {
    return framesQueued;
  }

  /// A condition for one stream.
  Condition newCondition() {
    return lock.newCondition();
  }

  /// Runs `action` while holding the lock.
  <X extends Exception> void run(Action<X> action) throws X {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  /// Calls `query` while holding the lock.
  <T, X extends Exception> T call(Query<T, X> query) throws X {
    lock.lock();
    try {
      return query.call();
    } finally {
      lock.unlock();
    }
  }

  /// Asserts that this thread holds the lock.
  void assertHeld() {
    assert lock.isHeldByCurrentThread() : "the lock of the connection is not held";
  }

  /// Releases the lock until `condition` is signalled, or spuriously earlier. The caller loops.
  ///
  /// @throws SocketTimeoutException if the deadline passes first
  /// @throws ClosedByInterruptException if the thread is interrupted
  @SuppressWarnings("WaitNotInLoop") // The callers loop.
  void await(Condition condition, Deadline deadline) throws IOException {
    long remaining = deadline.remaining();
    if (remaining <= 0) {
      throw new SocketTimeoutException("nothing happened in time");
    }
    try {
      boolean _ = condition.await(remaining, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
  }
}
