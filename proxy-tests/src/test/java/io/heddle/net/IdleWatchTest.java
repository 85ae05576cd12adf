package io.heddle.net;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Idle limits, and the sleep of the watch.
@Tag("component")
class IdleWatchTest {
  private static final Duration LIMIT = Duration.ofMillis(100);

  private final IdleWatch watch = new IdleWatch(LIMIT);
  private final FutureTask<Void> running =
      new FutureTask<>(() -> {
        watch.run();
        return null;
      });
  private final Thread watcher = Thread.ofVirtual().unstarted(running);

  @BeforeEach
  void start() {
    watcher.start();
  }

  @AfterEach
  void stop() {
    watcher.interrupt();
    var end = assertThrows(ExecutionException.class, running::get);
    assertInstanceOf(InterruptedException.class, end.getCause());
  }

  private static final class Silent implements IdleWatch.Watched {
    private final AtomicInteger looks = new AtomicInteger();

    @Override
    public long activity() {
      looks.incrementAndGet();
      return 0;
    }

    @Override
    public Duration limit() {
      return LIMIT;
    }

    @Override
    public void keepAlive() {}
  }

  private void expectInterruption() {
    IdleWatch.Registration entry = watch.begin(new Silent());
    assertThrows(InterruptedException.class, () -> new CountDownLatch(1).await());
    Thread.currentThread().interrupt();
    assertTrue(entry.end());
  }

  private void expectSleep() {
    Await.until(
        "the watch rests for want of work", () -> watcher.getState() == Thread.State.WAITING);
  }

  @Test
  void sleepsWhileNothingIsWatched() {
    expectSleep();
    watcher.interrupt();
    Await.until("the watch ends", running::isDone);
  }

  @Test
  void interruptsAnIdleThreadAfterASleep() {
    expectSleep();
    expectInterruption();
    expectSleep();
    expectInterruption();
  }

  @Test
  void doesNotSleepWhileSomethingIsWatched() {
    expectSleep();
    Silent silent = new Silent();
    IdleWatch.Registration entry = watch.begin(silent);
    Await.until("it looks again and again", () -> silent.looks.get() >= 3);
    boolean _ = entry.end();
    expectSleep();
  }
}
