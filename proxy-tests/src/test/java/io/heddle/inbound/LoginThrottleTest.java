package io.heddle.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.inbound.LoginThrottle.FailedLogins;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Delays of the answers to wrong passwords.
@Tag("codec")
class LoginThrottleTest {
  private static final long START = System.nanoTime();

  private static long after(Duration time) {
    return START + time.toNanos();
  }

  @Test
  void theDelayGrowsUpToASecond() {
    FailedLogins failed = new FailedLogins();
    List<Long> delays = IntStream.range(0, 12).mapToObj(_ -> failed.fail(START)).toList();
    assertEquals(
        List.of(0L, 0L, 0L, 50L, 100L, 200L, 400L, 800L, 1000L, 1000L, 1000L, 1000L), delays);
  }

  @Test
  void aMillionFailuresAreDelayedASecondEach() {
    FailedLogins failed = new FailedLogins();
    for (int i = 0; i < 1_000_000; i++) {
      long _ = failed.fail(START);
    }
    assertEquals(1000, failed.fail(START));
  }

  @Test
  void aMinuteWithoutFailuresIsForgotten() {
    FailedLogins failed = new FailedLogins();
    for (int i = 0; i < 10; i++) {
      long _ = failed.fail(START);
    }
    assertFalse(failed.isForgotten(after(Duration.ofSeconds(59))));
    assertEquals(1000, failed.fail(after(Duration.ofSeconds(59))));
    assertTrue(failed.isForgotten(after(Duration.ofMinutes(2))));
    assertEquals(0, failed.fail(after(Duration.ofMinutes(2))));
  }
}
