package io.heddle.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Silence, and what is made of it.
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
  void stop() throws InterruptedException {
    watcher.interrupt();
    watcher.join();
    assertTrue(running.isDone());
  }

  private static final class Silent implements IdleWatch.Watched {
    @Override
    public long activity() {
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
    IdleWatch.Entry entry = watch.begin(new Silent());
    assertThrows(InterruptedException.class, () -> new CountDownLatch(1).await());
    Thread.currentThread().interrupt();
    assertTrue(entry.end());
  }

  private void expectRest() {
    Await.until(
        "the watch rests for want of work", () -> watcher.getState() == Thread.State.WAITING);
  }

  @Test
  void restsWhileThereIsNothingToWatch() {
    expectRest();
    watcher.interrupt();
    Await.until("the watch ends", running::isDone);
  }

  @Test
  void endsWhatIsSilentAfterARest() {
    expectRest();
    expectInterruption();
    expectRest();
    expectInterruption();
  }

  @Test
  void doesNotRestWhileSomethingIsWatched() {
    expectRest();
    IdleWatch.Entry entry = watch.begin(new Silent());
    Await.until("it looks", () -> watcher.getState() == Thread.State.TIMED_WAITING);
    assertEquals(Thread.State.TIMED_WAITING, watcher.getState());
    boolean _ = entry.end();
    expectRest();
  }
}
