package io.heddle.net.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Changes in a series of looks, with clocks that the test owns.
@Tag("codec")
class ChangeDetectorTest {
  private static final NetworkState HOME = state("192.168.1.5", "192.168.1.1");
  private static final NetworkState OFFICE = state("10.20.3.4", "10.20.0.53");
  private static final NetworkState NONE =
      new NetworkState(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());

  private Instant wall = Instant.EPOCH;
  private long nanos = -5;
  private final ChangeDetector detector = new ChangeDetector(HOME, wall, nanos);
  private final List<String> announced = new ArrayList<>();

  private static NetworkState state(String address, String server) {
    return new NetworkState(
        Optional.of(address),
        Optional.of("192.168.1.1"),
        Optional.empty(),
        List.of(),
        List.of("nameserver " + server));
  }

  /// Lets the time of the next look pass, and looks.
  private ChangeDetectorTest looks(NetworkState state) {
    return after(detector.nextLook(), detector.nextLook()).sees(state);
  }

  private ChangeDetectorTest after(Duration onWall, Duration ofMonotonic) {
    wall = wall.plus(onWall);
    nanos += ofMonotonic.toNanos();
    return this;
  }

  private ChangeDetectorTest sees(NetworkState state) {
    detector.next(state, wall, nanos).ifPresent(change -> announced.add(change.summary()));
    return this;
  }

  private void announces(String... changes) {
    assertEquals(List.of(changes), announced);
    announced.clear();
  }

  @Test
  void aChangeIsAnnouncedOnceAfterASecondOfQuiet() {
    looks(HOME).looks(OFFICE).looks(OFFICE).announces();
    looks(OFFICE)
        .announces("local address 192.168.1.5 → 10.20.3.4; name servers 192.168.1.1 → 10.20.0.53");
    looks(OFFICE).looks(OFFICE).looks(OFFICE).announces();
  }

  @Test
  void whatComesPieceByPieceIsOneChange() {
    NetworkState addressAlone = state("10.20.3.4", "192.168.1.1");
    looks(NONE).looks(addressAlone).looks(addressAlone).looks(OFFICE).looks(OFFICE).announces();
    looks(OFFICE)
        .announces("local address 192.168.1.5 → 10.20.3.4; name servers 192.168.1.1 → 10.20.0.53");
  }

  @Test
  void aNetworkThatIsBackBeforeItSettlesHasNotChanged() {
    looks(NONE).looks(HOME).looks(HOME).looks(HOME).looks(HOME).looks(HOME).announces();
    assertEquals(ChangeDetector.PERIOD, detector.nextLook());
  }

  @Test
  void aNetworkThatIsGoneIsAChangeAndSoIsItsReturn() {
    looks(NONE).looks(NONE).looks(NONE);
    announces(
        "local address 192.168.1.5 → none; router 192.168.1.1 → none; name servers 192.168.1.1 → none");
    looks(HOME).looks(HOME).looks(HOME);
    announces(
        "local address none → 192.168.1.5; router none → 192.168.1.1; name servers none → 192.168.1.1");
  }

  @Test
  void oneThatNeverSettlesIsAnnouncedAfterTenSeconds() {
    looks(OFFICE);
    for (int i = 0; i < 19; i++) {
      looks(i % 2 == 0 ? NONE : OFFICE).announces();
    }
    looks(OFFICE);
    assertEquals(1, announced.size(), announced::toString);
  }

  @Test
  void sleepIsSeenByTheWallClock() {
    looks(HOME);
    after(Duration.ofMinutes(483), ChangeDetector.PERIOD).sees(HOME).announces();
    looks(HOME).looks(HOME).announces("asleep for 8 h 2 min");
  }

  @Test
  void aStoppedProcessIsSeenByBothClocks() {
    Duration time = Duration.ofSeconds(22);
    looks(HOME);
    after(time, time).sees(HOME).looks(HOME).looks(HOME).announces("stopped for 20 s");
  }

  @Test
  void sleepAndAnotherNetworkAreOneChange() {
    after(Duration.ofMinutes(90), ChangeDetector.PERIOD).sees(HOME).looks(OFFICE).looks(OFFICE);
    announces();
    looks(OFFICE)
        .announces(
            "asleep for 1 h 29 min; local address 192.168.1.5 → 10.20.3.4;"
                + " name servers 192.168.1.1 → 10.20.0.53");
  }

  @Test
  void aLoadedMachineAndAClockThatIsSetBackAreNoSleep() {
    Duration late = ChangeDetector.PERIOD.plusSeconds(9);
    after(late, late).sees(HOME).looks(HOME).looks(HOME).looks(HOME).announces();
    after(Duration.ofHours(-1), ChangeDetector.PERIOD).sees(HOME).looks(HOME).looks(HOME);
    announces();
  }
}
