package io.heddle.net;

import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/// Lingering close of a connection (RFC 9112 §9.6). Closing a socket with unread bytes resets it, and
/// a reset destroys bytes that we have sent and the peer has not read yet. So the peer's bytes are
/// read and dropped first.
public final class LingeringClose {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int MAX_DROPPED = 256 * 1024;

  private LingeringClose() {}

  /// Ends our output and drops what the peer still sends, until the peer ends its stream, breaks it,
  /// or exceeds a limit of time or bytes, or the thread is interrupted. The caller then closes the
  /// connection.
  public static void await(Connection connection) {
    connection.deadline(Deadline.after(PATIENCE));
    try {
      connection.shutdownOutput();
      drop(connection);
    } catch (IOException e) {
      // The peer has ended, or will not read more: the caller closes in either case.
    }
  }

  private static void drop(Connection connection) throws IOException {
    ByteBuffer dropped = ByteBuffer.allocate(1024);
    for (int total = 0; total < MAX_DROPPED; total += dropped.position()) {
      connection.awaitReadable();
      if (connection.read(dropped.clear()) < 0) {
        return;
      }
    }
  }
}
