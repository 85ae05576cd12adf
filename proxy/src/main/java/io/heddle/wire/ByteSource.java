package io.heddle.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Blocking source of the bytes of a [ByteReader].
@FunctionalInterface
public interface ByteSource {
  /// Waits for at least one byte, then puts the available bytes into `into`, up to its remaining
  /// space.
  ///
  /// @return number of bytes, at least 1, or -1 at the end of the stream
  int read(ByteBuffer into) throws IOException;
}
