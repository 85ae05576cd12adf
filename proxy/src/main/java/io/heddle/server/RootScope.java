package io.heddle.server;

import io.heddle.concurrent.TaskScope;
import io.heddle.net.scheduler.SchedulerFactory;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Root of the server's tree of scopes. Takes tasks at any time, from any thread, and runs each in
/// a thread of its own until the root is closed.
final class RootScope {
  /// Task that runs until it is done or interrupted.
  @FunctionalInterface
  interface Task {
    /// Runs it.
    void run() throws InterruptedException;
  }

  private final BlockingQueue<Task> added = new LinkedBlockingQueue<>();
  private final Thread thread = SchedulerFactory.shared().newThread(this::run);

  RootScope() {
    thread.setName("server");
  }

  /// Starts to run what has been added and will be.
  void start() {
    thread.start();
  }

  /// Adds a task.
  ///
  /// @param name of its thread
  void fork(String name, Task task) {
    added.add(() -> {
      Thread.currentThread().setName(name);
      task.run();
    });
  }

  /// Interrupts all tasks and waits for their end.
  void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  private void run() {
    try (var scope = TaskScope.open()) {
      try {
        while (true) {
          Task task = added.take();
          scope.fork(() -> call(task));
        }
      } catch (InterruptedException e) {
        // The root is being closed; the scope must be interrupted in turn.
        Thread.currentThread().interrupt();
      }
      scope.join();
    } catch (InterruptedException e) {
      // The scope has cancelled everything by now.
    }
  }

  private static Void call(Task task) throws InterruptedException {
    task.run();
    return null;
  }
}
