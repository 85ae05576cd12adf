package io.heddle.logging;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Destination of the lines of the log.
@FunctionalInterface
interface LogDestination {
  /// Writes some bytes at least, and advances the position by them.
  void write(ByteBuffer lines) throws IOException;
}
