package io.heddle.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class SupervisorTest {
  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void aTaskThatFailsIsRunAgain() throws InterruptedException {
    var failures =
        new ArrayDeque<Throwable>(
            List.of(new IllegalStateException("test"), new OutOfMemoryError("test")));
    Supervisor.run(
        "the task of a test",
        () -> {
          runs.incrementAndGet();
          switch (failures.poll()) {
            case Error e -> throw e;
            case RuntimeException e -> throw e;
            case null, default -> {}
          }
        },
        Duration.ZERO);
    assertEquals(3, runs.get());
  }

  @Test
  void anInterruptionEndsIt() {
    assertThrows(
        InterruptedException.class,
        () ->
            Supervisor.run(
                "the task of a test",
                () -> {
                  Thread.currentThread().interrupt();
                  throw new IllegalStateException("test");
                },
                Duration.ofDays(1)));
  }
}
