package io.heddle.relay;

import io.heddle.relay.CopyStrategy.SpliceTransfer;
import java.io.IOException;

/// Transfer of the bytes that a source has at the moment to its sink. Not thread-safe.
sealed interface Transfer permits BufferTransfer, SpliceTransfer {
  /// The result at the end of the source's stream.
  int END = -1;

  /// Moves and counts the bytes that are there. Waits for the sink, but never for the source.
  ///
  /// @return the number of bytes; 0 if there are none yet; [#END] at the end
  /// @throws SinkException if the sink takes no more
  /// @throws IOException if the source is broken
  int move() throws IOException;
}
