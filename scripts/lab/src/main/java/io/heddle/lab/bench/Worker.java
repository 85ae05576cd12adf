package io.heddle.lab.bench;

import io.heddle.lab.client.ProxyClient;
import java.io.IOException;

/// Work of one client thread.
@FunctionalInterface
interface Worker {
  /// Works until `deadline` on the clock of [System#nanoTime].
  ///
  /// @return the amount of work done
  long runUntil(long deadline) throws IOException;

  /// Creates the worker of each thread.
  @FunctionalInterface
  interface Factory {
    /// Worker of one thread.
    ///
    /// @param thread from 0
    Worker create(ProxyClient client, int thread);
  }
}
