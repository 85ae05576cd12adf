package io.heddle.net.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Preparation of sock_diag: once, in another thread, with those who wait for it.
@Tag("component")
class SockDiagPreparationTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final AtomicInteger attempts = new AtomicInteger();
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  private boolean attempt() {
    attempts.incrementAndGet();
    try {
      return mayEnd.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void allWaitForOneAttempt() throws Exception {
    var preparation = new SockDiagPreparation(this::attempt);
    preparation.begin();
    preparation.begin();
    FutureTask<Object> waiting =
        new FutureTask<>(() -> {
          preparation.await(LONG);
          return mayEnd.getCount();
        });
    Thread.startVirtualThread(waiting);
    Await.until("the attempt has begun", () -> attempts.get() == 1);
    preparation.await(Duration.ofMillis(20));
    assertFalse(waiting.isDone());
    mayEnd.countDown();
    assertEquals(0L, waiting.get(10, TimeUnit.SECONDS));
    preparation.begin();
    preparation.await(LONG);
    assertEquals(1, attempts.get());
  }

  @Test
  void nobodyWaitsForWhatHasNotBegun() throws Exception {
    new SockDiagPreparation(this::attempt).await(Duration.ofDays(1));
    assertEquals(0, attempts.get());
  }

  @Test
  void anAttemptThatDecidesNothingIsMadeAgain() throws Exception {
    var preparation = new SockDiagPreparation(() -> attempts.incrementAndGet() == 2);
    for (int i = 0; i < 4; i++) {
      preparation.begin();
      preparation.await(LONG);
    }
    assertEquals(2, attempts.get());
  }

  @Test
  void anAttemptThatFailsIsTheLast() throws Exception {
    var preparation =
        new SockDiagPreparation(() -> {
          attempts.incrementAndGet();
          throw new IllegalStateException("a test of a preparation that fails");
        });
    for (int i = 0; i < 3; i++) {
      preparation.begin();
      preparation.await(LONG);
    }
    assertEquals(1, attempts.get());
  }

  @Test
  void aWaitCanBeInterrupted() {
    var preparation = new SockDiagPreparation(this::attempt);
    preparation.begin();
    Thread.currentThread().interrupt();
    assertThrows(ClosedByInterruptException.class, () -> preparation.await(LONG));
    assertTrue(Thread.interrupted());
    mayEnd.countDown();
  }
}
