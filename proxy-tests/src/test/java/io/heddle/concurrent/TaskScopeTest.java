package io.heddle.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.concurrent.TaskScope.ForkedTask;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("component")
@Timeout(10)
final class TaskScopeTest {
  private final IOException failure = new IOException("as told");

  private final CountDownLatch interrupted = new CountDownLatch(1);

  private final Callable<String> endless =
      () -> {
        try {
          new CountDownLatch(1).await();
          return "never";
        } catch (InterruptedException e) {
          interrupted.countDown();
          throw e;
        }
      };

  private String fail() throws IOException {
    throw failure;
  }

  @Test
  void allRunsBothToTheEnd() throws Exception {
    var count = new AtomicInteger();
    TaskScope.all(count::incrementAndGet, count::incrementAndGet);
    assertEquals(2, count.get());
  }

  @Test
  void aFailureOfOneOfAllCancelsTheOther() throws Exception {
    var failed = assertThrows(TaskFailedException.class, () -> TaskScope.all(endless, this::fail));
    assertSame(failure, failed.getCause());
    interrupted.await();
  }

  @Test
  void anInterruptOfTheOwnerCancelsAll() throws Exception {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> TaskScope.all(endless, () -> ""));
    assertFalse(Thread.currentThread().isInterrupted());
    interrupted.await();
  }

  @Test
  void theFirstSuccessWinsTheRaceAndCancelsTheOthers() throws Exception {
    Callable<String> winner = () -> "won";
    assertEquals("won", TaskScope.race(List.of(endless, this::fail, winner)));
    interrupted.await();
  }

  @Test
  void aRaceThatNobodyWinsFails() {
    List<Callable<String>> losers = List.of(this::fail, this::fail);
    var failed = assertThrows(TaskFailedException.class, () -> TaskScope.race(losers));
    assertSame(failure, failed.getCause());
  }

  @Test
  void theFirstToEndCancelsTheOthers() throws Exception {
    try (var scope = TaskScope.openUntilFirst()) {
      ForkedTask<String> forever = scope.fork(endless);
      ForkedTask<String> failing = scope.fork(this::fail);
      scope.join();
      assertInstanceOf(TaskResult.Cancelled.class, forever.result());
      assertEquals(new TaskResult.Failure<String>(failure), failing.result());
      assertSame(failure, failing.failure());
    }
    interrupted.await();
  }

  @Test
  void aResultThatDecidesCancelsTheOthers() throws Exception {
    var firstEnded = new CountDownLatch(1);
    try (var scope = TaskScope.openUntil(result -> isLast(result, firstEnded))) {
      ForkedTask<String> first = scope.fork(() -> "first");
      ForkedTask<String> forever = scope.fork(endless);
      ForkedTask<String> last =
          scope.fork(() -> {
            firstEnded.await();
            return "last";
          });
      scope.join();
      assertEquals(new TaskResult.Success<>("first"), first.result());
      assertInstanceOf(TaskResult.Cancelled.class, forever.result());
      assertEquals(new TaskResult.Success<>("last"), last.result());
    }
    interrupted.await();
  }

  private static boolean isLast(TaskResult<?> result, CountDownLatch firstEnded) {
    boolean last = result.equals(new TaskResult.Success<>("last"));
    if (!last) {
      firstEnded.countDown();
    }
    return last;
  }

  @Test
  void anOpenScopeOutlivesTheFailureOfATask() throws Exception {
    var count = new AtomicInteger();
    try (var scope = TaskScope.open()) {
      scope.fork(this::fail);
      scope.fork(count::incrementAndGet);
      scope.join();
    }
    assertEquals(1, count.get());
  }

  @Test
  void aScopeMakesItsThreadsByTheFactoryGiven() throws Exception {
    try (var scope = TaskScope.open(Thread.ofVirtual().name("made-here").factory())) {
      ForkedTask<String> task = scope.fork(() -> Thread.currentThread().getName());
      scope.join();
      assertEquals(new TaskResult.Success<>("made-here"), task.result());
    }
  }

  @Test
  void closingCancelsWhatIsLeft() throws Exception {
    assertThrows(
        IllegalStateException.class,
        () -> {
          try (var scope = TaskScope.open()) {
            scope.fork(endless);
          }
        });
    assertEquals(0, interrupted.getCount());
  }
}
