package io.heddle.dial;

import io.heddle.concurrent.TaskFailedException;
import io.heddle.concurrent.TaskScope;
import io.heddle.net.Connection;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Race of connection attempts to several addresses (RFC 8305 §5). Each attempt starts a short time
/// after the one before it, or as soon as that one has failed. The first to connect wins. For one
/// use.
///
/// A name may have hundreds of addresses, of which none answers. So a race has few sockets open at one
/// time: an attempt ends early if others need its place. The races of all requests together have a
/// limit too. Beyond it, an attempt starts when the one before it has ended.
final class ConnectionRace {
  /// The Connection Attempt Delay of RFC 8305 §8.
  private static final long DELAY_MILLIS = 250;

  /// The sockets of one race at one time.
  private static final int MAX_OPEN = 8;

  /// The time of an attempt whose place others need: so many start meanwhile.
  private static final Duration SHARE = Duration.ofMillis((MAX_OPEN - 1) * DELAY_MILLIS);

  /// Limit of the sockets that all races have open, without the first of each.
  private static final int MAX_EXTRA = 512;

  private static final Semaphore PLACES = new Semaphore(MAX_EXTRA);

  private final Deadline deadline;
  private final List<StaggeredAttempt> attempts = new ArrayList<>();

  ConnectionRace(List<InetSocketAddress> addresses, Deadline deadline) {
    this.deadline = deadline;
    Optional<StaggeredAttempt> before = Optional.empty();
    for (int i = 0; i < addresses.size(); i++) {
      boolean isLate = i >= addresses.size() - MAX_OPEN;
      StaggeredAttempt attempt =
          new StaggeredAttempt(
              addresses.get(i), before, isLate ? Optional.empty() : Optional.of(SHARE));
      attempts.add(attempt);
      before = Optional.of(attempt);
    }
  }

  /// Number of sockets that all races have open now, without the first of each.
  static int extraAttempts() {
    return MAX_EXTRA - PLACES.availablePermits();
  }

  /// Runs the race. The caller closes the connection of the winner; those of others are closed here.
  ///
  /// @throws RefusedException if none could be made
  Connection run() throws RefusedException, ClosedByInterruptException {
    Optional<StaggeredAttempt> winner = Optional.empty();
    try {
      winner = Optional.of(awaitWinner());
      return winner.get().connection.orElseThrow();
    } finally {
      // An attempt may succeed while it is being cancelled. Nobody else closes its connection.
      attempts.removeAll(winner.stream().toList());
      attempts.forEach(loser -> loser.connection.ifPresent(Connection::close));
    }
  }

  private StaggeredAttempt awaitWinner() throws RefusedException, ClosedByInterruptException {
    try {
      return TaskScope.race(attempts);
    } catch (TaskFailedException e) {
      throw new RefusedException(refusal());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
  }

  /// The refusal with the most informative reason: a host that refused shows more than a network
  /// that is unreachable.
  private Refusal refusal() {
    List<Refusal> failures =
        attempts.stream().flatMap(attempt -> attempt.failure.stream()).toList();
    return failures.stream()
        .min(Comparator.comparingInt(failure -> weight(failure.reason())))
        .map(best -> new Refusal(best.reason(), details(failures)))
        .orElse(new Refusal(Reason.INTERNAL_ERROR, "no address could be tried"));
  }

  private static String details(List<Refusal> failures) {
    return String.join("; ", failures.stream().map(Refusal::details).toList());
  }

  private static int weight(Reason reason) {
    return switch (reason) {
      case CONNECTION_REFUSED -> 0;
      case CONNECTION_TIMED_OUT -> 1;
      case HOST_UNREACHABLE -> 2;
      case NETWORK_UNREACHABLE -> 3;
      default -> 4;
    };
  }

  /// Attempt that waits for its time to start.
  private final class StaggeredAttempt implements Callable<StaggeredAttempt> {
    private final InetSocketAddress address;
    private final Optional<StaggeredAttempt> before;
    private final Optional<Duration> limit;
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch failed = new CountDownLatch(1);
    // Written by the thread of the attempt, read when the scope has ended.
    private Optional<Connection> connection = Optional.empty();
    private Optional<Refusal> failure = Optional.empty();

    StaggeredAttempt(
        InetSocketAddress address, Optional<StaggeredAttempt> before, Optional<Duration> limit) {
      this.address = address;
      this.before = before;
      this.limit = limit;
    }

    @Override
    public StaggeredAttempt call()
        throws InterruptedException, RefusedException, ClosedByInterruptException {
      boolean hasPlace = before.isPresent() && awaitTurn(before.get());
      started.countDown();
      try {
        Deadline end = limit.map(Deadline::after).orElse(Deadline.NONE).orEarlier(deadline);
        connection = Optional.of(Dialer.connect(address, end));
        return this;
      } catch (RefusedException e) {
        failure = Optional.of(e.refusal());
        failed.countDown();
        throw e;
      } finally {
        if (hasPlace) {
          PLACES.release();
        }
      }
    }

    /// Waits for the time to start.
    ///
    /// @return whether it takes a place: the one before it goes on
    private static boolean awaitTurn(StaggeredAttempt before) throws InterruptedException {
      before.started.await();
      if (before.failed.await(DELAY_MILLIS, TimeUnit.MILLISECONDS)) {
        return false;
      }
      if (PLACES.tryAcquire()) {
        return true;
      }
      before.failed.await();
      return false;
    }
  }
}
