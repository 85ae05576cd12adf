package io.heddle.http2;

import io.heddle.concurrent.TaskScope;
import io.heddle.net.scheduler.Schedulers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.tinylog.Logger;

/// Runner of the connections in the client role. Each runs in a task of its own, since it outlives
/// the request for which it was opened.
public final class ConnectionRunner {
  private final BlockingQueue<Http2Connection> started = new LinkedBlockingQueue<>();
  private final StreamMemory memory;

  /// @param memory of all connections
  public ConnectionRunner(StreamMemory memory) {
    this.memory = memory;
  }

  /// Memory of all connections.
  public StreamMemory memory() {
    return memory;
  }

  /// Starts a connection of the client role. Its transport is closed when it has ended.
  public void start(Http2Connection connection) {
    started.add(connection);
  }

  /// Runs all connections that are started, until the thread is interrupted. That ends them.
  public void run() throws InterruptedException {
    try (var scope = TaskScope.open(Schedulers.roundRobin())) {
      while (true) {
        Http2Connection connection = started.take();
        fork(scope, connection);
      }
    } finally {
      started.forEach(connection -> connection.transport().close());
    }
  }

  /// A connection for which no thread can be started is closed; the others go on.
  private static void fork(TaskScope scope, Http2Connection connection) {
    try {
      scope.fork(() -> run(connection));
    } catch (RuntimeException | Error e) {
      connection.transport().close();
      Logger.warn("no thread for an HTTP/2 connection: {}", e.toString());
    }
  }

  private static Void run(Http2Connection connection) {
    new ConnectionThreads(connection, Http2Stream::close).run();
    return null;
  }
}
