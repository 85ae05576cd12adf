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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Tries several addresses, each one a little after the one before or as soon as that has failed;
/// the first to connect wins (RFC 8305 §5). For one use.
final class ConnectionRace {
  /// The Connection Attempt Delay of RFC 8305 §8.
  private static final long DELAY_MILLIS = 250;

  private final Deadline deadline;
  private final List<Entrant> entrants = new ArrayList<>();

  ConnectionRace(List<InetSocketAddress> addresses, Deadline deadline) {
    this.deadline = deadline;
    Optional<Entrant> before = Optional.empty();
    for (InetSocketAddress address : addresses) {
      Entrant entrant = new Entrant(new ConnectAttempt(address), before);
      entrants.add(entrant);
      before = Optional.of(entrant);
    }
  }

  /// The first connection made, which the caller closes; any other is closed here.
  ///
  /// @throws RefusedException if none could be made
  Connection winner() throws RefusedException, ClosedByInterruptException {
    Optional<Entrant> winner = Optional.empty();
    try {
      winner = Optional.of(run());
      return winner.get().connection.orElseThrow();
    } finally {
      // An attempt may succeed while it is being cancelled: a connection that nobody would get.
      entrants.removeAll(winner.stream().toList());
      entrants.forEach(loser -> loser.connection.ifPresent(Connection::close));
    }
  }

  private Entrant run() throws RefusedException, ClosedByInterruptException {
    try {
      return TaskScope.race(entrants);
    } catch (TaskFailedException e) {
      throw new RefusedException(refusal());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
  }

  /// The most telling of the failures: a host that answered "no" says more than a network that is
  /// not there.
  private Refusal refusal() {
    List<Refusal> failures =
        entrants.stream().flatMap(entrant -> entrant.failure.stream()).toList();
    return failures.stream()
        .min(Comparator.comparingInt(failure -> weight(failure.reason())))
        .map(worst -> new Refusal(worst.reason(), details(failures)))
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

  /// One address's part in the race.
  private final class Entrant implements Callable<Entrant> {
    private final ConnectAttempt attempt;
    private final Optional<Entrant> before;
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch failed = new CountDownLatch(1);
    // Written by the entrant's thread, read when the scope has ended.
    private Optional<Connection> connection = Optional.empty();
    private Optional<Refusal> failure = Optional.empty();

    Entrant(ConnectAttempt attempt, Optional<Entrant> before) {
      this.attempt = attempt;
      this.before = before;
    }

    @Override
    public Entrant call()
        throws InterruptedException, RefusedException, ClosedByInterruptException {
      if (before.isPresent()) {
        before.get().started.await();
        before.get().failed.await(DELAY_MILLIS, TimeUnit.MILLISECONDS);
      }
      started.countDown();
      try {
        connection = Optional.of(attempt.connect(deadline));
        return this;
      } catch (RefusedException e) {
        failure = Optional.of(e.refusal());
        failed.countDown();
        throw e;
      }
    }
  }
}
