package io.heddle.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Where a [ByteReader] gets its bytes.
@FunctionalInterface
public interface ByteSource {
  /// Waits for at least one byte, then puts what is there into `into`, up to its remaining space.
  ///
  /// @return how many bytes, at least 1; or -1 at the end of the stream
  int read(ByteBuffer into) throws IOException;
}
