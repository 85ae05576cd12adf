package io.heddle.concurrent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.ThreadFactory;
import java.util.function.Predicate;

/// Tasks that run at once, each in a virtual thread of its own, none of which outlives the scope.
///
///     one(a)         in the calling thread
///     all(a, b)      both to the end; the first failure cancels the other
///     race(tasks)    the first success wins and cancels the others
///     openUntil(…)   open, fork, join; join returns when a result decides, the others are cancelled
///     open()         open, fork as often as needed, join; failures stay in their tasks
///
/// The thread that opens a scope owns it: that thread joins it once, after its last fork, and closes
/// it. [#close] cancels what still runs, by interruption, and waits for it.
public final class TaskScope implements AutoCloseable {
  private final StructuredTaskScope<Object, ?> tasks;

  private TaskScope(StructuredTaskScope<Object, ?> tasks) {
    this.tasks = tasks;
  }

  /// Runs one task to the end, in the calling thread. It fails as a task in a thread of its own does.
  ///
  /// @throws TaskFailedException if it fails
  /// @throws InterruptedException if it fails since the thread is interrupted
  public static void one(Callable<?> task) throws TaskFailedException, InterruptedException {
    try {
      Object _ = task.call();
    } catch (Exception | Error e) {
      throw failureOf(e);
    }
  }

  /// The failure of a task that has run in the calling thread. Clears the interruption of the thread.
  ///
  /// @param why the exception of the task
  /// @throws InterruptedException if the thread was interrupted, which is why the task failed
  public static TaskFailedException failureOf(Throwable why) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return new TaskFailedException(why);
  }

  /// Runs two tasks to the end.
  ///
  /// @throws TaskFailedException if one fails, which cancels the other
  /// @throws InterruptedException if the calling thread is interrupted, which cancels both
  public static void all(Callable<?> one, Callable<?> other)
      throws TaskFailedException, InterruptedException {
    try (var scope = StructuredTaskScope.open(Joiner.awaitAllSuccessfulOrThrow())) {
      scope.fork(one);
      scope.fork(other);
      scope.join();
    } catch (FailedException e) {
      throw new TaskFailedException(e.getCause());
    }
  }

  /// Runs tasks that all try for the same.
  ///
  /// @return the result of the first that succeeds, which cancels the others; of several that succeed
  ///     at the same moment, that of the first in the collection
  /// @throws TaskFailedException if all fail
  /// @throws InterruptedException if the calling thread is interrupted, which cancels all
  public static <T> T race(Collection<? extends Callable<? extends T>> tasks)
      throws TaskFailedException, InterruptedException {
    // The joiner for this has another name in each JDK.
    List<ForkedTask<T>> forked = new ArrayList<>(tasks.size());
    try (TaskScope scope = openUntil(result -> result instanceof TaskResult.Success)) {
      for (Callable<? extends T> task : tasks) {
        forked.add(scope.fork(task));
      }
      scope.join();
    }
    for (ForkedTask<T> task : forked) {
      if (task.result() instanceof TaskResult.Success<T>(T value)) {
        return value;
      }
    }
    throw new TaskFailedException(forked.getFirst().failure());
  }

  /// A scope whose [#join] returns when a result satisfies `decides`, or all tasks have ended.
  ///
  /// @param decides asked about each result, by the thread of its task
  public static TaskScope openUntil(Predicate<TaskResult<?>> decides) {
    return new TaskScope(
        StructuredTaskScope.open(Joiner.allUntil(task -> decides.test(ForkedTask.result(task)))));
  }

  /// A scope whose [#join] returns when the first task has ended, by success or failure.
  public static TaskScope openUntilFirst() {
    return new TaskScope(StructuredTaskScope.open(Joiner.allUntil(_ -> true)));
  }

  /// A scope whose [#join] returns when all tasks have ended. The failure of a task is its own.
  public static TaskScope open() {
    return new TaskScope(StructuredTaskScope.open(Joiner.awaitAll()));
  }

  /// The same.
  ///
  /// @param threads makes the virtual thread of each task
  public static TaskScope open(ThreadFactory threads) {
    return new TaskScope(
        StructuredTaskScope.open(
            Joiner.awaitAll(), settings -> settings.withThreadFactory(threads)));
  }

  /// Starts a task, unless the scope has been cancelled.
  public <T> ForkedTask<T> fork(Callable<? extends T> task) {
    return new ForkedTask<>(tasks.fork(task));
  }

  /// Waits as the factory of this scope says, and cancels what is left.
  ///
  /// @throws InterruptedException if the owner is interrupted; [#close] cancels all then
  public void join() throws InterruptedException {
    tasks.join();
  }

  @Override
  public void close() {
    tasks.close();
  }

  /// A task that has been forked in a [TaskScope].
  ///
  /// @param <T> the type of its result
  public static final class ForkedTask<T> {
    private final Subtask<? extends T> task;

    ForkedTask(Subtask<? extends T> task) {
      this.task = task;
    }

    /// Its result, for the owner of the scope after [TaskScope#join].
    public TaskResult<T> result() {
      return result(task);
    }

    /// Why it failed, for the owner of the scope after [TaskScope#join].
    ///
    /// @throws IllegalStateException if it has not failed
    public Throwable failure() {
      return task.exception();
    }

    static <T> TaskResult<T> result(Subtask<? extends T> task) {
      return switch (task.state()) {
        case SUCCESS -> new TaskResult.Success<>(task.get());
        case FAILED -> new TaskResult.Failure<>(task.exception());
        case UNAVAILABLE -> new TaskResult.Cancelled<>();
      };
    }
  }
}
