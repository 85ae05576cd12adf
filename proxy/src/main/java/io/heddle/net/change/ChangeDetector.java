package io.heddle.net.change;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Detector of changes in a series of looks at the network. Pure: the times come with the looks. Not
/// thread-safe.
///
///     looks        A      A      B  C  C  C             A: as announced last
///                                ├──────┤
///     announced                  quiet  ▲ A → C         one second without another difference
///
/// A network that is as before when it has settled has not changed. One that never settles is announced
/// after ten seconds.
///
/// Sleep is seen in looks that come late. The wall clock goes on while the machine sleeps, the monotonic clock
/// does not; while the process alone is stopped, both do. A wall clock that is set forward cannot be told
/// from sleep.
final class ChangeDetector {
  /// The time between two looks while nothing changes.
  static final Duration PERIOD = Duration.ofSeconds(2);

  /// The same while the network settles.
  static final Duration SETTLING_PERIOD = Duration.ofMillis(500);

  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// A delay that a loaded machine does not reach, and in which no connection of another is forgotten.
  private static final Duration LATE = Duration.ofSeconds(10);

  private NetworkState announced;
  private NetworkState last;
  private Instant lastWall;
  private long lastNanos;
  private Optional<String> pause = Optional.empty();
  private Optional<Unrest> unrest = Optional.empty();

  /// Time in which the network settles.
  ///
  /// @param firstNanos of the first look that was different
  /// @param lastNanos of the last one
  private record Unrest(long firstNanos, long lastNanos) {
    boolean isOver(long nanos) {
      return nanos - lastNanos >= QUIET.toNanos() || nanos - firstNanos >= PATIENCE.toNanos();
    }
  }

  /// A detector, with the first look.
  ///
  /// @param wall the time of day
  /// @param nanos of the monotonic clock
  ChangeDetector(NetworkState first, Instant wall, long nanos) {
    announced = first;
    last = first;
    lastWall = wall;
    lastNanos = nanos;
  }

  /// Takes the next look.
  ///
  /// @return the change to announce, if the network has settled after one
  Optional<NetworkChange> next(NetworkState state, Instant wall, long nanos) {
    Optional<String> found = pauseBefore(wall, nanos);
    pause = found.or(() -> pause);
    if (found.isPresent() || !state.equals(last)) {
      unrest = Optional.of(new Unrest(unrest.map(Unrest::firstNanos).orElse(nanos), nanos));
    }
    last = state;
    lastWall = wall;
    lastNanos = nanos;
    return unrest.isPresent() && unrest.get().isOver(nanos) ? settled(wall) : Optional.empty();
  }

  /// The pause since the last look, if this one comes late.
  private Optional<String> pauseBefore(Instant wall, long nanos) {
    Duration stopped = Duration.ofNanos(nanos - lastNanos).minus(nextLook());
    if (stopped.compareTo(LATE) >= 0) {
      return Optional.of("stopped for " + inWords(stopped));
    }
    Duration asleep = Duration.between(lastWall, wall).minus(nextLook());
    return asleep.compareTo(LATE) >= 0
        ? Optional.of("asleep for " + inWords(asleep))
        : Optional.empty();
  }

  private Optional<NetworkChange> settled(Instant wall) {
    List<String> differences = new ArrayList<>(pause.stream().toList());
    differences.addAll(last.differencesFrom(announced));
    announced = last;
    pause = Optional.empty();
    unrest = Optional.empty();
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(new NetworkChange(wall, differences));
  }

  /// The time until the next look.
  Duration nextLook() {
    return unrest.isPresent() ? SETTLING_PERIOD : PERIOD;
  }

  private static String inWords(Duration time) {
    return time.toMinutes() == 0
        ? time.toSeconds() + " s"
        : time.toHours() == 0
            ? time.toMinutes() + " min"
            : time.toHours() + " h " + time.toMinutesPart() + " min";
  }
}
