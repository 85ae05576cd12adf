package io.heddle.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.route.Fault;
import io.heddle.support.Faults;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Properties of the delay line, by a clock of the test.
@Tag("codec")
class DelayLineProperties {
  private static final long MILLI = 1_000_000;

  @Property(tries = 300)
  void allBytesLeaveInOrderAndNoneTooEarly(
      @ForAll @Size(max = 40) byte[][] parts,
      @ForAll @IntRange(max = 50) int delay,
      @ForAll @IntRange(max = 50) int jitter,
      @ForAll long seed) {
    Random random = new Random(seed);
    Duration shortest = Duration.ofMillis(delay);
    Latency latency =
        new Latency(
            shortest.plusMillis(jitter), Duration.ofMillis(jitter), new Random(random.nextLong()));
    DelayLine line = new DelayLine(latency, Optional.empty(), 0);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    long now = 0;
    long lastAdded = 0;
    for (byte[] part : parts) {
      if (part.length > 0) {
        expected.writeBytes(part);
        line.add(ByteBuffer.wrap(part.clone()), now);
        lastAdded = now;
        assertEquals(0, delay > 0 ? available(line, now, received, expected) : 0);
      }
      now += (long) (random.nextDouble() * 40 * MILLI);
      drain(line, now, received);
    }
    line.end(now);
    while (!line.isAtEnd(now)) {
      assertTrue(line.waitNanos(now) > 0, "all that may leave has left");
      now += line.waitNanos(now);
      drain(line, now, received);
    }
    assertArrayEquals(expected.toByteArray(), received.toByteArray());
    assertTrue(now - lastAdded >= shortest.toNanos() || expected.size() == 0);
    assertEquals(0, line.held());
  }

  /// The bytes of the last part that could leave at once, which none may.
  private static int available(
      DelayLine line, long now, ByteArrayOutputStream received, ByteArrayOutputStream expected) {
    return received.size() + line.available(now) == expected.size() ? line.available(now) : 0;
  }

  private static void drain(DelayLine line, long now, ByteArrayOutputStream into) {
    int count;
    while ((count = line.available(now)) > 0) {
      ByteBuffer taken = line.take(now, count);
      while (taken.hasRemaining()) {
        into.write(taken.get());
      }
    }
  }

  /// The bound of what is held must not be what limits the rate.
  @Property(tries = 100)
  void theBoundHasRoomForWhatDelayAndRateNeed(
      @ForAll @IntRange(min = 1, max = 2_000) int delay,
      @ForAll @IntRange(min = 1_000, max = 3_000_000) int rate) {
    Fault fault = Faults.rate(rate, Duration.ofMillis(delay));
    int bound = HeldMemory.bound(fault);
    long needed = (long) rate * delay / 1000;
    DelayLine line =
        new DelayLine(
            new Latency(fault.delay(), fault.jitter(), new Random(1)),
            Optional.of(new RateLimit(rate, 0)),
            0);
    long now = 0;
    long end = (delay + 2_000) * MILLI;
    long passed = 0;
    while (now < end) {
      while (line.held() + DelayLine.OVERHEAD + 1460 <= bound) {
        line.add(ByteBuffer.allocate(1460), now);
      }
      now += Math.max(1, line.waitNanos(now));
      int count;
      while ((count = line.available(now)) > 0) {
        line.take(now, count);
        passed += count;
      }
    }
    long sum = passed;
    assertTrue(needed < bound, () -> needed + " bytes in flight");
    assertTrue(sum >= 2L * rate * 9 / 10, () -> sum + " bytes in 2 s at " + rate);
  }
}
