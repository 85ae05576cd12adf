package io.heddle.net.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What others note of a thread that sleeps, and what it notes itself, in every order.
class WakeupGateTest {
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicReference<Runnable> during = new AtomicReference<>(() -> {});
  private final WakeupGate sleeper =
      new WakeupGate(() -> {
        calls.incrementAndGet();
        during.getAndSet(() -> {}).run();
      });

  @Test
  void nobodyCallsAThreadThatIsAwake() {
    sleeper.wake();
    sleeper.beginSleep();
    sleeper.endSleep();
    sleeper.wake();
    assertEquals(0, calls.get());
  }

  @Test
  void manyCallASleepingThreadOnce() {
    sleeper.beginSleep();
    sleeper.wake();
    sleeper.wake();
    assertEquals(1, calls.get());
  }

  /// Whoever calls it may be interrupted by the system for as long as that takes.
  @Test
  void aThreadThatSleepsAgainDuringACallIsCalledAgain() {
    during.set(() -> {
      sleeper.endSleep();
      sleeper.beginSleep();
    });
    sleeper.beginSleep();
    sleeper.wake();
    sleeper.wake();
    assertEquals(2, calls.get());
  }

  @Test
  void aCallThatFailsIsMadeAgain() {
    during.set(() -> {
      throw new OutOfMemoryError("not really");
    });
    sleeper.beginSleep();
    assertThrows(OutOfMemoryError.class, sleeper::wake);
    sleeper.wake();
    assertEquals(2, calls.get());
  }
}
