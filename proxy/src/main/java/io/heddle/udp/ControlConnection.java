package io.heddle.udp;

import static io.heddle.net.scheduler.Readiness.Event.READABLE;

import io.heddle.net.Connection;
import io.heddle.net.scheduler.ReadinessSet;
import java.io.IOException;
import java.nio.ByteBuffer;

/// TCP connection that an association lives with, to the client or to another proxy. Only its end
/// has a meaning; bytes on it have none (RFC 1928 §7). Its methods never wait. Not thread-safe.
final class ControlConnection implements AutoCloseable {
  private static final int BYTES_PER_READ = 512;

  /// Limit of one turn: a peer that never stops sending must not hold up the datagrams.
  private static final int READS_PER_TURN = 16;

  /// State of the connection.
  enum State {
    OPEN,
    /// The peer has ended it.
    ENDED,
    /// It has failed.
    BROKEN
  }

  private final Connection connection;
  private final ReadinessSet readiness;
  private final ReadinessSet.Member member;
  // At first, the handshake may have left bytes in a buffer.
  private boolean unread = true;

  /// @param connection stays the caller's, and has a channel of its own
  /// @param readiness the set that holds the channel until [#close]
  /// @throws IOException if the connection is closed
  ControlConnection(Connection connection, ReadinessSet readiness) throws IOException {
    this.connection = connection;
    this.readiness = readiness;
    member = readiness.add(connection.selectable().orElseThrow(), READABLE);
  }

  /// Reads and drops bytes that have come, up to the limit of one turn.
  State run() {
    return unread || member.isReady() ? drain() : State.OPEN;
  }

  private State drain() {
    ByteBuffer dropped = ByteBuffer.allocate(BYTES_PER_READ);
    unread = false;
    try {
      for (int i = 0; i < READS_PER_TURN; i++) {
        int count = connection.readNow(dropped.clear());
        if (count <= 0) {
          return count < 0 ? State.ENDED : State.OPEN;
        }
      }
      unread = true;
      return State.OPEN;
    } catch (IOException e) {
      return State.BROKEN;
    }
  }

  /// Whether unread bytes may be left. Those in a buffer make no channel ready.
  boolean hasUnread() {
    return unread;
  }

  /// Removes the channel from the set.
  @Override
  public void close() {
    readiness.remove(member);
  }
}
