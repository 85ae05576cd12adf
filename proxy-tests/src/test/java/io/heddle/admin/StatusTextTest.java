package io.heddle.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.net.change.NetworkChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("component")
class StatusTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "99499, 99.5 kB",
    "99500, 100 kB",
    "999499, 999 kB",
    "999500, 1.0 MB",
    "1234567890, 1.2 GB",
    "9223372036854775807, 9.2 EB",
  })
  void sizesHaveTwoOrThreeDigits(long bytes, String text) {
    assertEquals(text, StatusText.size(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.9S, 0s",
    "PT59S, 59s",
    "PT1M, 1m 0s",
    "PT59M59S, 59m 59s",
    "PT1H, 1h 0m",
    "PT25H, 1d 1h",
  })
  void agesHaveTwoParts(Duration age, String text) {
    assertEquals(text, StatusText.age(age));
  }

  @Test
  void nobodyCanDriveATerminalOrForgeACell() {
    Status.ActiveConnection connection =
        new Status.ActiveConnection(
            17,
            "127.0.0.1:5",
            "",
            "eve  a.example:1\u001b[2J\u202e\n",
            "http",
            "b.example:2",
            "default",
            "direct",
            "",
            0,
            0,
            Duration.ZERO,
            Optional.empty());
    String text =
        StatusText.of(
            new Status(
                "1",
                Instant.EPOCH,
                Duration.ZERO,
                Optional.of("/a\u001b"),
                Status.Phase.RUNNING,
                Optional.empty(),
                List.of(),
                1,
                1,
                2,
                0,
                0,
                List.of(connection),
                List.of(),
                List.of(),
                new Status.NetworkStatus(
                    2,
                    Optional.of(
                        new NetworkChange(Instant.EPOCH, List.of("router none → a\u001b")))),
                List.of()),
            Integer.MAX_VALUE);
    assertTrue(text.contains("#17  127.0.0.1:5  eve??a.example:1?[2J??  b.example:2  "), text);
    assertTrue(text.contains("1 connection now, 1 in all, 2 rejected; up 0"), text);
    assertTrue(text.contains("network changed 2 times, last at "), text);
    assertTrue(text.contains(": router none → a?\n"), text);
    String pid = ", pid " + ProcessHandle.current().pid();
    assertTrue(text.startsWith("heddle 1" + pid + ", up 0s, by /a?\n"), text);
  }
}
