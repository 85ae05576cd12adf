package io.heddle.relay;

import java.io.IOException;

/// A way to pass on the bytes that a source has right now. For one thread.
sealed interface Transfer permits BufferTransfer, SpliceTransfer {
  /// The source is at its end.
  int END = -1;

  /// Passes on and counts what is there, waiting for the sink but never for the source.
  ///
  /// @return how many bytes, 0 if there are none yet, or [#END]
  /// @throws SinkException if the sink takes no more
  /// @throws IOException if the source is broken
  int move() throws IOException;
}
