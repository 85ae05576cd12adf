package io.heddle.concurrent;

import java.util.concurrent.StructuredTaskScope.Subtask;

/// A task that has been forked in a [TaskScope].
///
/// @param <T> the type of its result
public final class ForkedTask<T> {
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
