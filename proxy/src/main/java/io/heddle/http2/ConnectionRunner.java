package io.heddle.http2;

import io.heddle.concurrent.TaskScope;
import io.heddle.net.scheduler.SchedulerFactory;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Runner of the connections in the client role. Each runs in a task of its own, since it outlives
/// the request for which it was opened.
public final class ConnectionRunner {
  private final BlockingQueue<Http2Connection> started = new LinkedBlockingQueue<>();

  /// Starts a connection of the client role. Its transport is closed when it has ended.
  public void start(Http2Connection connection) {
    started.add(connection);
  }

  /// Runs all connections that are started, until the thread is interrupted. That ends them.
  public void run() throws InterruptedException {
    try (var scope = TaskScope.open(SchedulerFactory.roundRobin())) {
      while (true) {
        Http2Connection connection = started.take();
        scope.fork(() -> run(connection));
      }
    } finally {
      started.forEach(connection -> connection.transport().close());
    }
  }

  private static Void run(Http2Connection connection) {
    new ConnectionThreads(connection, Http2Stream::close).run();
    return null;
  }
}
