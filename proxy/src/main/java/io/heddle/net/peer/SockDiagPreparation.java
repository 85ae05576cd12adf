package io.heddle.net.peer;

import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Preparation of sock_diag in a thread of its own, since its first native calls take a tenth of a second.
/// For any thread.
final class SockDiagPreparation {
  private final BooleanSupplier attempt;

  /// Opened when the attempt has ended. Guarded by the lock of this.
  private Optional<CountDownLatch> begun = Optional.empty();

  /// @param attempt returns false if another one may be made later
  SockDiagPreparation(BooleanSupplier attempt) {
    this.attempt = attempt;
  }

  /// Begins an attempt, unless one goes on or was the last one. Without a thread for it, a later call does.
  synchronized void begin() {
    if (begun.isEmpty()) {
      CountDownLatch end = new CountDownLatch(1);
      begun = Optional.of(end);
      try {
        Thread.ofPlatform().daemon().name("sock-diag").start(() -> run(end));
      } catch (OutOfMemoryError e) {
        // The system allows no more threads.
        begun = Optional.empty();
      }
    }
  }

  private void run(CountDownLatch end) {
    // An attempt that fails would fail again.
    boolean last = true;
    try {
      last = attempt.getAsBoolean();
    } finally {
      if (!last) {
        allowAnother();
      }
      end.countDown();
    }
  }

  private synchronized void allowAnother() {
    begun = Optional.empty();
  }

  private synchronized Optional<CountDownLatch> begun() {
    return begun;
  }

  /// Waits until the attempt that has begun is over; not at all if none has.
  ///
  /// @throws ClosedByInterruptException if the calling thread is interrupted
  void await(Duration limit) throws ClosedByInterruptException {
    Optional<CountDownLatch> end = begun();
    try {
      boolean _ = end.isEmpty() || end.get().await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
  }
}
