package io.heddle.concurrent;

/// The result of a task.
public sealed interface TaskResult<T> {
  /// The task has returned.
  record Success<T>(T value) implements TaskResult<T> {}

  /// The task has thrown.
  record Failure<T>(Throwable cause) implements TaskResult<T> {}

  /// The task was not started, or ended after its scope had been cancelled.
  record Cancelled<T>() implements TaskResult<T> {}
}
