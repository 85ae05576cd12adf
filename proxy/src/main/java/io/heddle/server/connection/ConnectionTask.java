package io.heddle.server.connection;

import java.io.IOException;

/// Task that serves one client connection from its beginning to its end.
@FunctionalInterface
public interface ConnectionTask {
  /// Runs the task.
  ///
  /// @throws IOException if the client is gone or too slow, or the thread was interrupted
  void run(LiveConnection connection) throws IOException;
}
