package io.heddle.udp;

import io.heddle.net.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The TCP connection that an association lives with, on either side of this proxy: nothing on it
/// has a meaning but its end (RFC 1928 §7).
final class ControlStream {
  private ControlStream() {}

  /// Waits for the end, and drops what comes before it.
  ///
  /// @throws IOException if it breaks
  static void awaitEnd(Connection control) throws IOException {
    ByteBuffer dropped = ByteBuffer.allocate(64);
    do {
      control.awaitReadable();
    } while (control.read(dropped.clear()) >= 0);
  }
}
