package io.heddle.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class PingTrackerTest {
  private long now;
  private final PingTracker pings = new PingTracker(() -> now);

  @Test
  void aFrameIsASignOfLifeForAWhile() {
    Duration second = Duration.ofSeconds(1);
    now += second.toNanos() - 1;
    assertTrue(pings.heardWithin(second));
    now += 1;
    assertFalse(pings.heardWithin(second));
    pings.recordFrame();
    assertTrue(pings.heardWithin(second));
    assertFalse(pings.heardWithin(Duration.ZERO));
  }

  @Test
  void anAcknowledgementCoversThePingsBefore() {
    long first = pings.startPing();
    long second = pings.startPing();
    long third = pings.startPing();
    assertEquals(first + 2, third);
    pings.acknowledge(second);
    assertTrue(pings.isAcknowledged(first));
    assertTrue(pings.isAcknowledged(second));
    assertFalse(pings.isAcknowledged(third));
  }

  @Test
  void anAcknowledgementOfNoPingAcknowledgesNoLaterOne() {
    pings.acknowledge(Long.MAX_VALUE);
    assertFalse(pings.isAcknowledged(pings.startPing()));
  }

  @Test
  void anOldAcknowledgementTakesNothingBack() {
    long first = pings.startPing();
    long second = pings.startPing();
    pings.acknowledge(second);
    pings.acknowledge(first);
    assertTrue(pings.isAcknowledged(second));
  }
}
