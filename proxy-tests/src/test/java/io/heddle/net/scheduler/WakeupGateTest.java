package io.heddle.net.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Notes of the sleeping thread and of those that wake it, in every order.
@Tag("component")
class WakeupGateTest {
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicReference<Runnable> during = new AtomicReference<>(() -> {});
  private final WakeupGate gate =
      new WakeupGate(() -> {
        calls.incrementAndGet();
        during.getAndSet(() -> {}).run();
      });

  @Test
  void aThreadThatIsAwakeIsNotWoken() {
    gate.wake();
    gate.beginSleep();
    gate.endSleep();
    gate.wake();
    assertEquals(0, calls.get());
  }

  @Test
  void aSleepingThreadIsWokenOnce() {
    gate.beginSleep();
    gate.wake();
    gate.wake();
    assertEquals(1, calls.get());
  }

  /// The system may suspend the waking thread for as long as that takes.
  @Test
  void aThreadThatSleepsAgainDuringAWakeUpIsWokenAgain() {
    during.set(() -> {
      gate.endSleep();
      gate.beginSleep();
    });
    gate.beginSleep();
    gate.wake();
    gate.wake();
    assertEquals(2, calls.get());
  }

  @Test
  void aFailedWakeUpIsTriedAgain() {
    during.set(() -> {
      throw new OutOfMemoryError("not really");
    });
    gate.beginSleep();
    assertThrows(OutOfMemoryError.class, gate::wake);
    gate.wake();
    assertEquals(2, calls.get());
  }
}
