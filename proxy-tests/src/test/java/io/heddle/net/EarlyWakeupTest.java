package io.heddle.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.EarlyWakeups;
import io.heddle.support.SocketPair;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Waits of a connection for bytes and for the end, when the scheduler wakes the thread too early.
@Tag("component")
class EarlyWakeupTest {
  private static final Duration MOMENT = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @AutoClose private final SocketPair pair = SocketPair.open();
  private final Connection early = EarlyWakeups.before(pair.near(), 3);

  @FunctionalInterface
  private interface Wait {
    void run() throws IOException;
  }

  private static Thread waits(Wait wait) {
    FutureTask<Void> task =
        new FutureTask<>(() -> {
          wait.run();
          return null;
        });
    return Thread.ofVirtual().start(task);
  }

  private static void isOverOnlyAfter(Thread waiter, Wait event)
      throws IOException, InterruptedException {
    assertFalse(waiter.join(MOMENT), "the wait is over although nothing has happened");
    event.run();
    assertTrue(waiter.join(PATIENCE), "the wait is not over");
  }

  @Test
  void theWaitForTheEndGoesOn() throws Exception {
    isOverOnlyAfter(waits(early::awaitEnd), pair::endOfFar);
  }

  @Test
  void theWaitForTheEndIsOverWhenThePeerSaysMore() throws Exception {
    isOverOnlyAfter(waits(early::awaitEnd), () -> pair.farSends("x"));
  }

  @Test
  void theWaitForPayloadGoesOnAndLosesNothing() throws Exception {
    isOverOnlyAfter(waits(early::awaitPayload), () -> pair.farSends("x"));
    assertEquals('x', early.reader().u8());
  }
}
