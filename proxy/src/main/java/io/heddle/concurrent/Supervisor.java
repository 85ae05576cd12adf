package io.heddle.concurrent;

import java.time.Duration;
import org.tinylog.Logger;

/// Supervisor of a task that the program needs to its end, such as the watch for idle connections.
/// When the task fails, by an exception or an error, it is run again. A task that returns is not restarted.
///
/// To end the process instead was rejected: most tasks fail for a reason that passes, such as a lack
/// of descriptors or threads, and open connections need not end for that.
public final class Supervisor {
  /// The time between a failure and the next attempt.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private Supervisor() {}

  /// Task that runs until it is done or interrupted.
  @FunctionalInterface
  public interface SupervisedTask {
    /// Runs it.
    void run() throws InterruptedException;
  }

  /// Runs the task until it ends.
  ///
  /// @param name of the task, for the log
  /// @throws InterruptedException if the calling thread is interrupted
  public static void run(String name, SupervisedTask task) throws InterruptedException {
    run(name, task, PAUSE);
  }

  static void run(String name, SupervisedTask task, Duration pause) throws InterruptedException {
    while (true) {
      try {
        task.run();
        return;
      } catch (RuntimeException | Error e) {
        report(name, e);
      }
      Thread.sleep(pause);
    }
  }

  /// Runs the task until it ends, or the calling thread is interrupted, which it stays.
  public static void runInterruptibly(String name, SupervisedTask task) {
    try {
      run(name, task);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void report(String name, Throwable failure) {
    try {
      Logger.error(failure, "{} failed, and is started again", name);
    } catch (RuntimeException | Error e) {
      // The log may need what the task has failed for.
    }
  }
}
