package io.heddle.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
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
}
