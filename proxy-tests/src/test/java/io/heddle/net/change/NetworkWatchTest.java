package io.heddle.net.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The watch, with a network and clocks of the test.
@Tag("component")
class NetworkWatchTest {
  private final Deque<Optional<String>> addresses = new ArrayDeque<>();
  private Duration time = Duration.ZERO;
  private final List<String> told = new ArrayList<>();

  private NetworkState look() throws IOException {
    return new NetworkState(
        Optional.of(addresses.remove().orElseThrow(() -> new IOException("no descriptor"))),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private void looks(NetworkWatch watch, String... seen) {
    for (String address : seen) {
      addresses.add(Optional.of(address).filter(one -> !one.isEmpty()));
      time = time.plus(watch.look());
    }
  }

  @Test
  void eachListenerIsToldOnceForEachChange() {
    NetworkWatch watch =
        new NetworkWatch(this::look, () -> Instant.EPOCH.plus(time), () -> time.toNanos());
    watch.add(change -> told.add("first: " + change.summary()));
    watch.add(change -> told.add("second: " + change.summary()));
    looks(watch, "192.0.2.1", "192.0.2.1", "192.0.2.2", "192.0.2.2", "192.0.2.2", "192.0.2.2");
    String change = "local address 192.0.2.1 → 192.0.2.2";
    assertEquals(List.of("first: " + change, "second: " + change), told);
  }

  @Test
  void aLookThatFailsIsNoChange() {
    NetworkWatch watch =
        new NetworkWatch(this::look, () -> Instant.EPOCH.plus(time), () -> time.toNanos());
    watch.add(change -> told.add(change.summary()));
    looks(watch, "", "192.0.2.1", "", "", "", "192.0.2.1", "192.0.2.1", "192.0.2.1");
    assertEquals(List.of(), told);
  }
}
