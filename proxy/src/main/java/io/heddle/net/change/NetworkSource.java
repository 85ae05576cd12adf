package io.heddle.net.change;

import java.io.IOException;

/// Source of states of the network: the system, or a test.
@FunctionalInterface
public interface NetworkSource {
  /// The state of the network now. Blocks the thread.
  ///
  /// @throws IOException if the system does not answer, as without descriptors
  NetworkState look() throws IOException;
}
