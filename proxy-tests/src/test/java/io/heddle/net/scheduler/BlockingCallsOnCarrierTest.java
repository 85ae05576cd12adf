package io.heddle.net.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Calls that may block, made by threads of an epoll scheduler.
@Tag("component")
class BlockingCallsOnCarrierTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private EpollScheduler scheduler;
  private final BlockingCalls calls = new BlockingCalls("test-call", 1);
  private final CountDownLatch end = new CountDownLatch(1);

  @BeforeEach
  void start() throws IOException {
    assumeTrue(EpollScheduler.isAvailable(), "this system has no epoll");
    scheduler = EpollScheduler.start("tested");
  }

  private <T> FutureTask<T> run(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    scheduler.threads().newThread(future).start();
    return future;
  }

  private String awaitEnd() {
    try {
      end.await();
      return "done";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aCarrierMayNotBlockAndTheThreadOfACallMay() throws Exception {
    assertTrue(BlockingCheck.isAllowed());
    assertFalse(run(BlockingCheck::isAllowed).get());
    assertTrue(run(() -> calls.call(LONG, BlockingCheck::isAllowed)).get());
  }

  @Test
  void othersRunWhileACallBlocks() throws Exception {
    FutureTask<String> blocked = run(() -> calls.call(LONG, this::awaitEnd));
    assertEquals("other", run(() -> "other").get());
    assertFalse(blocked.isDone());
    end.countDown();
    assertEquals("done", blocked.get());
  }

  @Test
  void aCallThatTakesTooLongKeepsItsPlaceUntilItReturns() throws Exception {
    Callable<NoResultException> tooLong =
        () ->
            assertThrows(
                NoResultException.class, () -> calls.call(Duration.ofMillis(1), this::awaitEnd));
    assertEquals("it takes longer than 1 ms", run(tooLong).get().getMessage());
    assertEquals("too many others take long", run(tooLong).get().getMessage());
    end.countDown();
    assertEquals("next", run(() -> calls.call(LONG, () -> "next")).get());
  }

  @Test
  void aFailureIsThatOfTheCaller() throws Exception {
    FutureTask<IllegalStateException> failure =
        run(() ->
            assertThrows(
                IllegalStateException.class,
                () ->
                    calls.call(
                        LONG,
                        () -> {
                          throw new IllegalStateException("as it does");
                        })));
    assertEquals("as it does", failure.get().getMessage());
  }

  @Test
  void anInterruptedCallerDoesNotWait() throws Exception {
    FutureTask<ClosedByInterruptException> interrupted =
        run(() -> {
          Thread.currentThread().interrupt();
          return assertThrows(
              ClosedByInterruptException.class, () -> calls.call(LONG, this::awaitEnd));
        });
    assertFalse(interrupted.get() == null);
    end.countDown();
  }
}
