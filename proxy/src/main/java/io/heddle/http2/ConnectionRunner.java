package io.heddle.http2;

import io.heddle.concurrent.TaskScope;
import io.heddle.net.scheduler.SchedulerFactory;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Runs the connections that we open, each in a task of its own: they live longer than the request
/// for which each was opened.
public final class ConnectionRunner {
  private final BlockingQueue<Http2Connection> opened = new LinkedBlockingQueue<>();

  /// Takes over a connection of the client role, with its transport.
  public void start(Http2Connection connection) {
    opened.add(connection);
  }

  /// Runs what is started until the thread is interrupted, which ends all of them.
  public void run() throws InterruptedException {
    try (var scope = TaskScope.open(SchedulerFactory.spread())) {
      while (true) {
        Http2Connection connection = opened.take();
        scope.fork(() -> serve(connection));
      }
    } finally {
      opened.forEach(connection -> connection.transport().close());
    }
  }

  private static Void serve(Http2Connection connection) {
    new ConnectionTasks(connection, Http2Stream::close).run();
    return null;
  }
}
