package io.heddle.http2;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Http2Exception;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class FloodGuardTest {
  private long now = -5;
  private final FloodGuard guard = new FloodGuard(() -> now);

  @Test
  void allowsABurst() throws Exception {
    counts(FloodGuard.BURST);
    Http2Exception e = assertThrows(Http2Exception.class, guard::count);
    assertEquals(ErrorCode.ENHANCE_YOUR_CALM, e.code());
  }

  @Test
  void allowsAHundredASecondForEver() throws Exception {
    for (int frame = 0; frame < 10 * FloodGuard.BURST; frame++) {
      guard.count();
      now += FloodGuard.NANOS_PER_FRAME;
    }
  }

  @Test
  void allowsAsManyMoreAsTimeHasPassed() throws Exception {
    counts(FloodGuard.BURST);
    now += 3 * FloodGuard.NANOS_PER_FRAME;
    counts(3);
    assertThrows(Http2Exception.class, guard::count);
  }

  @Test
  void savesNoMoreThanABurst() throws Exception {
    now += Duration.ofDays(1).toNanos();
    counts(FloodGuard.BURST);
    assertThrows(Http2Exception.class, guard::count);
  }

  /// The clock of the JDK may pass the largest number.
  @Test
  void isNotDisturbedByAClockThatOverflows() {
    now = Long.MAX_VALUE - 10;
    FloodGuard late = new FloodGuard(() -> now);
    now += 20;
    assertDoesNotThrow(late::count);
  }

  private void counts(int frames) throws Http2Exception {
    for (int frame = 0; frame < frames; frame++) {
      guard.count();
    }
  }
}
