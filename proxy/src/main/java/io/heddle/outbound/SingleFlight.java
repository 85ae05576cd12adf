package io.heddle.outbound;

import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Suppression of duplicate openings of a shared connection, or of other work whose result is shared:
/// one request does it while the others wait. If it fails, the others fail with it.
final class SingleFlight {
  /// Opening by one request.
  static final class Flight {
    private Optional<RefusedException> failure = Optional.empty();

    private Flight() {}
  }

  private Optional<Flight> current = Optional.empty();

  /// Begins an opening, unless one is under way; then waits for its end.
  ///
  /// @param late the refusal of a request that has waited too long
  /// @return the opening, which the caller ends; none after a wait
  /// @throws RefusedException if the opening waited for has failed, or takes too long
  synchronized Optional<Flight> begin(Supplier<RefusedException> late, Deadline deadline)
      throws RefusedException, IOException {
    if (current.isEmpty()) {
      current = Optional.of(new Flight());
      return current;
    }
    Flight other = current.get();
    while (isCurrent(other)) {
      await(late, deadline);
    }
    if (other.failure.isPresent()) {
      throw other.failure.get();
    }
    return Optional.empty();
  }

  @SuppressWarnings("WaitNotInLoop") // The caller loops.
  private void await(Supplier<RefusedException> late, Deadline deadline)
      throws RefusedException, IOException {
    long millis = TimeUnit.NANOSECONDS.toMillis(deadline.remaining());
    if (millis <= 0) {
      throw late.get();
    }
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
  }

  private boolean isCurrent(Flight flight) {
    return current.equals(Optional.of(flight));
  }

  /// Records the failure of an opening, for the requests that wait.
  synchronized void fail(Flight flight, RefusedException failure) {
    flight.failure = Optional.of(failure);
  }

  /// Ends an opening.
  synchronized void end(Flight flight) {
    if (isCurrent(flight)) {
      current = Optional.empty();
      notifyAll();
    }
  }
}
