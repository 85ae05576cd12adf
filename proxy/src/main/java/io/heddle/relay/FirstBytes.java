package io.heddle.relay;

import io.heddle.net.Connection;
import java.io.IOException;

/// Check of the first bytes of one direction of a relay, before they are moved.
@FunctionalInterface
public interface FirstBytes {
  /// Called when the source has sent something, or ended. May read from the source, and wait for more,
  /// but must give back what it has read, see [io.heddle.wire.ByteReader#unread].
  ///
  /// @return the number of bytes that may be moved before this is called again; 0 if all may be
  /// @throws DeniedBytesException if the bytes must not be moved
  /// @throws IOException if the source is broken
  long arrived(Connection source) throws IOException;

  /// Denial of the bytes that a source has sent first. The relay ends.
  final class DeniedBytesException extends IOException {
    private static final long serialVersionUID = 1L;

    public DeniedBytesException(String message) {
      super(message);
    }
  }
}
