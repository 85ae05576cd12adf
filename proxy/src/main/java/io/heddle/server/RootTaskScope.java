package io.heddle.server;

import io.heddle.concurrent.Supervisor;
import io.heddle.concurrent.Supervisor.SupervisedTask;
import io.heddle.concurrent.TaskScope;
import io.heddle.net.scheduler.Schedulers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Root of the server's tree of scopes. Takes tasks at any time, from any thread, and runs each in
/// a thread of its own until the root is closed.
final class RootTaskScope {
  private final BlockingQueue<SupervisedTask> added = new LinkedBlockingQueue<>();
  private final Thread thread = Schedulers.shared().newThread(this::run);

  RootTaskScope() {
    thread.setName("server");
  }

  /// Starts to run what has been added and will be.
  void start() {
    thread.start();
  }

  /// Adds a task, which is run again if it fails.
  ///
  /// @param name of its thread
  void fork(String name, SupervisedTask task) {
    added.add(() -> {
      Thread.currentThread().setName(name);
      Supervisor.run(name, task);
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
          SupervisedTask task = added.take();
          Supervisor.run("server", () -> scope.fork(() -> call(task)));
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

  private static Void call(SupervisedTask task) throws InterruptedException {
    task.run();
    return null;
  }
}
