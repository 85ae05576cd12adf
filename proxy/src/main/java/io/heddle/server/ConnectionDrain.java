package io.heddle.server;

import io.heddle.server.connection.LiveConnection;
import io.heddle.server.connection.LiveConnections;
import io.heddle.time.Deadline;
import java.time.Duration;

/// End of all connections of a proxy that accepts no more: idle ones are closed, the others may finish
/// their request.
final class ConnectionDrain {
  private static final Duration POLL = Duration.ofMillis(10);

  /// The time that a client has to send its request. Browsers open connections that they may need
  /// later; such a one must not hold up the end of the proxy.
  private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(1);

  private ConnectionDrain() {}

  /// Waits until all connections have ended, or until the deadline.
  static void run(LiveConnections connections, Deadline deadline) throws InterruptedException {
    Deadline requests = Deadline.after(REQUEST_PATIENCE);
    connections.all().forEach(LiveConnection::closeWhenIdle);
    while (connections.count() > 0 && deadline.remaining() > 0) {
      if (requests.remaining() <= 0) {
        connections.all().forEach(LiveConnection::closeIfPending);
      }
      Thread.sleep(POLL);
    }
  }
}
