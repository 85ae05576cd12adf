package io.heddle.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/// Properties of the rate limit, by a clock of the test.
@Tag("codec")
class RateLimitProperties {
  private static final long MILLI = 1_000_000;
  private static final long WINDOW = 100 * MILLI;

  private record Sent(long time, long bytes) {}

  @Property(tries = 200)
  void noWindowHasMoreThanTheRate(
      @ForAll @LongRange(min = 1, max = 100_000_000) long rate,
      @ForAll long seed,
      @ForAll @IntRange(max = 60) int longestPauseMillis) {
    Random random = new Random(seed);
    RateLimit limit = new RateLimit(rate, 0);
    List<Sent> sent = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 300; i++) {
      now += (long) (random.nextDouble() * longestPauseMillis * MILLI);
      long bytes = Math.min(limit.permitted(now), 1 + random.nextInt(200_000));
      if (bytes > 0) {
        limit.depart(now, bytes);
        sent.add(new Sent(now, bytes));
      }
    }
    for (Sent last : sent) {
      long inWindow =
          sent.stream()
              .filter(one -> one.time() <= last.time() && last.time() - one.time() < WINDOW)
              .mapToLong(Sent::bytes)
              .sum();
      assertTrue(inWindow <= (rate + 9) / 10, () -> inWindow + " bytes in 100 ms at " + rate);
    }
  }

  @Property(tries = 200)
  void theRateIsReachedWithWaitsThatEndLate(
      @ForAll @LongRange(min = 1_000, max = 100_000_000) long rate,
      @ForAll long seed,
      @ForAll @IntRange(max = 5) int lateMillis) {
    Random random = new Random(seed);
    RateLimit limit = new RateLimit(rate, 0);
    long now = 0;
    long total = 0;
    while (now < 5_000 * MILLI) {
      long wait = limit.waitNanos(now, Long.MAX_VALUE / 4);
      if (wait > 0) {
        now += wait + (long) (random.nextDouble() * lateMillis * MILLI);
      } else {
        long bytes = limit.permitted(now);
        assertTrue(bytes > 0, "the wait was over");
        limit.depart(now, bytes);
        total += bytes;
      }
    }
    long least = (long) (rate * 5 * 0.95);
    long sum = total;
    assertTrue(sum >= least, () -> sum + " bytes in 5 s at " + rate);
  }
}
