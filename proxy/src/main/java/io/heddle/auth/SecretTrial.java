package io.heddle.auth;

import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/// Trial of a secret: until the proxy has accepted it once, one request at a time sends it, and once it
/// is rejected, none does for a minute. Many proxies lock an account after a few wrong passwords. For
/// any thread.
final class SecretTrial {
  static final Duration HOLD = Duration.ofMinutes(1);

  /// Limit of the time in which others wait for the verdict on a request. A proxy checks the credentials before it
  /// connects to a target, so later there is none.
  private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final String REJECTION =
      "it does not accept the configured user name and password";

  private final LongSupplier clock;
  private final String proxy;
  private Optional<String> accepted = Optional.empty();
  private Optional<String> rejected = Optional.empty();
  private boolean onTrial;
  private long rejectedNanos;
  private long begunNanos;

  /// @param proxy the proxy in log lines
  /// @param clock as [System#nanoTime]
  SecretTrial(String proxy, LongSupplier clock) {
    this.proxy = proxy;
    this.clock = clock;
  }

  /// Begins a trial, or waits for the verdict of another one.
  ///
  /// @throws AuthFailedException if the secret has been rejected within the last minute
  /// @throws IOException if the thread was interrupted
  synchronized void begin(String secret, Deadline deadline)
      throws AuthFailedException, IOException {
    while (onTrial && trialTimeLeft(deadline) > 0) {
      await(trialTimeLeft(deadline));
    }
    check(secret);
    if (!accepted.equals(Optional.of(secret))) {
      onTrial = true;
      begunNanos = System.nanoTime();
    }
  }

  /// Checks that the secret is not held back.
  synchronized void check(String secret) throws AuthFailedException {
    if (isHeld(secret)) {
      throw heldBack();
    }
  }

  private long trialTimeLeft(Deadline deadline) {
    return Math.min(deadline.remaining(), begunNanos + MAX_WAIT_NANOS - System.nanoTime());
  }

  @SuppressWarnings("WaitNotInLoop") // The caller loops.
  private void await(long nanos) throws IOException {
    try {
      wait(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
  }

  /// Whether this secret is held back.
  synchronized boolean isHeld(String secret) {
    return rejected.equals(Optional.of(secret))
        && clock.getAsLong() - rejectedNanos < HOLD.toNanos();
  }

  /// Whether a secret is held back.
  synchronized boolean isHolding() {
    return rejected.isPresent() && isHeld(rejected.get());
  }

  /// Notes that the proxy has accepted the secret.
  synchronized void accept(String secret) {
    accepted = Optional.of(secret);
    rejected = Optional.empty();
    end();
  }

  /// Notes that the proxy has rejected the secret.
  ///
  /// @return the sentence about it
  synchronized AuthFailedException reject(String secret) {
    if (!isHeld(secret)) {
      Logger.warn("{}: {}; not tried again for {} s", proxy, REJECTION, HOLD.toSeconds());
    }
    rejected = Optional.of(secret);
    rejectedNanos = clock.getAsLong();
    accepted = Optional.empty();
    end();
    return new AuthFailedException(REJECTION);
  }

  private void end() {
    onTrial = false;
    notifyAll();
  }

  private AuthFailedException heldBack() {
    long left = HOLD.toNanos() - (clock.getAsLong() - rejectedNanos);
    return new AuthFailedException(
        REJECTION
            + "; it is not tried again for "
            + (TimeUnit.NANOSECONDS.toSeconds(left) + 1)
            + " s, since that could lock the account");
  }
}
