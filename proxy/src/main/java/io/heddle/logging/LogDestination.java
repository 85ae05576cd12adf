package io.heddle.logging;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Destination of the lines of the log.
@FunctionalInterface
interface LogDestination {
  /// Writes at least one byte, and moves the position past what was written.
  void write(ByteBuffer lines) throws IOException;
}
