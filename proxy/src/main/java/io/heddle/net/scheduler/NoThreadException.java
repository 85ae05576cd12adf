package io.heddle.net.scheduler;

import java.util.concurrent.Executor;

/// Failure to get a platform thread. The system limits the threads of a user, of a control group
/// (`pids.max`) and of the machine, and its refusal reaches Java as an [OutOfMemoryError].
public final class NoThreadException extends NoResultException {
  private static final long serialVersionUID = 1L;

  private NoThreadException(Throwable cause) {
    super("this system gives no more threads");
    initCause(cause);
  }

  /// Runs a task in a thread of a pool.
  ///
  /// @param pool without a queue or a limit
  /// @throws NoThreadException if it has no thread for it; then the task will not run
  public static void execute(Executor pool, Runnable task) throws NoThreadException {
    try {
      pool.execute(task);
    } catch (OutOfMemoryError e) {
      throw new NoThreadException(e);
    }
  }
}
