package io.heddle.concurrent;

/// The failure of tasks that were to succeed. The cause is the failure of one of them.
public final class TaskFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  TaskFailedException(Throwable cause) {
    super(cause);
  }
}
