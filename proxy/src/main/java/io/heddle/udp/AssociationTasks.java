package io.heddle.udp;

import io.heddle.concurrent.TaskResult;
import io.heddle.concurrent.TaskScope;
import io.heddle.net.scheduler.ReadinessSet;
import java.io.IOException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Tasks of one association that wait for a name or for another proxy. Each runs in a thread of its
/// own. The association's thread applies the results, so that all state is changed by that thread
/// alone.
///
///     association: start(task)              apply: result.run()
///                     │                          ▲
///     task:           └─▶ waits ─▶ result ─ wakes the association
///
/// The association's thread creates and closes it.
final class AssociationTasks implements AutoCloseable {
  /// Limit of lookups at once: a client that asks for a thousand names gets a few at a time.
  private static final int LOOKUPS_AT_ONCE = 16;

  private static final Object END = new Object();

  /// Work that may wait.
  @FunctionalInterface
  interface WaitingTask {
    /// Does the work, in a thread of its own.
    ///
    /// @return applies the result, in the association's thread, which then owns what the task opened
    /// @throws IOException if the thread was interrupted, since the association ends
    Runnable run() throws IOException;
  }

  private final ReadinessSet readiness;
  private final Queue<Runnable> results = new ConcurrentLinkedQueue<>();
  private Optional<TaskScope> scope = Optional.empty();
  private int lookups;

  /// @param readiness the set that each result wakes
  AssociationTasks(ReadinessSet readiness) {
    this.readiness = readiness;
  }

  /// Starts a task.
  void start(WaitingTask task) {
    if (scope.isEmpty()) {
      scope = Optional.of(TaskScope.openUntil(AssociationTasks::isEnd));
    }
    scope
        .get()
        .fork(() -> {
          results.add(task.run());
          readiness.wakeUp();
          return Optional.empty();
        });
  }

  /// Starts a lookup.
  ///
  /// @return false if there are too many
  boolean startLookup(WaitingTask lookup) {
    if (lookups == LOOKUPS_AT_ONCE) {
      return false;
    }
    lookups++;
    start(() -> {
      Runnable result = lookup.run();
      return () -> {
        lookups--;
        result.run();
      };
    });
    return true;
  }

  /// Applies the results that have come.
  void applyResults() {
    Runnable result;
    while ((result = results.poll()) != null) {
      result.run();
    }
  }

  private static boolean isEnd(TaskResult<?> result) {
    return result instanceof TaskResult.Success(var value) && value == END;
  }

  /// Cancels the tasks, waits for their end and applies what they have opened.
  @Override
  public void close() {
    if (scope.isPresent()) {
      try (TaskScope tasks = scope.get()) {
        tasks.fork(() -> END);
        tasks.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      applyResults();
    }
  }
}
