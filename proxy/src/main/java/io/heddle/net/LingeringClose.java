package io.heddle.net;

import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/// Lets a peer read our last words: to close a socket while bytes of the peer are unread resets it,
/// and a reset destroys what we have sent but the peer has not read yet (RFC 9112 §9.6).
public final class LingeringClose {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int MAX_DROPPED = 256 * 1024;

  private LingeringClose() {}

  /// Ends our output and drops what the peer still sends, until it ends too or is gone, or the
  /// thread is interrupted, within narrow limits. The caller closes the connection then.
  public static void await(Connection connection) {
    connection.deadline(Deadline.after(PATIENCE));
    try {
      connection.shutdownOutput();
      drop(connection);
    } catch (IOException e) {
      // It has heard us, or does not want to.
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
