package io.heddle.net.scheduler;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Platform threads for tasks that compute for milliseconds, as many as processors. Started when
/// first used.
final class ComputePool {
  private static final ThreadPoolExecutor THREADS = start();

  private ComputePool() {}

  private static ThreadPoolExecutor start() {
    int processors = Runtime.getRuntime().availableProcessors();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            processors,
            processors,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            new NumberedThreadFactory("compute", 0));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /// Runs a task, and returns when it is done. If this system gives no thread for it, the calling
  /// thread runs it: that others wait for milliseconds is better than that a handshake fails.
  static void run(Runnable task) {
    try {
      CompletableFuture.runAsync(task, THREADS).join();
    } catch (CompletionException e) {
      throw BlockingCalls.<RuntimeException>failure(e.getCause());
    } catch (OutOfMemoryError e) {
      task.run();
    }
  }
}
