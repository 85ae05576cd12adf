package io.heddle.udp;

import static io.heddle.net.scheduler.Readiness.Event.READABLE;

import io.heddle.net.Connection;
import io.heddle.net.scheduler.ReadySet;
import io.heddle.net.scheduler.YieldBudget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ClosedByInterruptException;

/// TCP connection that an association lives with, to the client or to another proxy. Only its end
/// has a meaning; bytes on it have none (RFC 1928 §7). It stays its opener's. For one thread.
final class ControlConnection {
  /// State of the connection.
  enum State {
    OPEN,
    /// The peer has ended it.
    ENDED,
    /// It has failed.
    BROKEN
  }

  private static final int DROPPED_AT_ONCE = 64;

  private final Connection connection;
  private final YieldBudget budget = new YieldBudget();

  ControlConnection(Connection connection) {
    this.connection = connection;
  }

  /// Adds what the connection waits for.
  void addTo(ReadySet waits) {
    waits.add(channel(), READABLE);
  }

  private Channel channel() {
    return connection.socket().orElseThrow();
  }

  /// Reads and drops what has come, if the wait is over.
  ///
  /// @throws ClosedByInterruptException if the thread is interrupted
  State run(ReadySet ready) throws ClosedByInterruptException {
    return ready.has(channel(), READABLE) ? drain() : State.OPEN;
  }

  /// Reads and drops what has come, without waiting for more.
  ///
  /// @throws ClosedByInterruptException if the thread is interrupted
  State drain() throws ClosedByInterruptException {
    ByteBuffer dropped = ByteBuffer.allocate(DROPPED_AT_ONCE);
    try {
      int count;
      while ((count = connection.readNow(dropped.clear())) > 0) {
        // A peer that never stops sending must not keep others from the processor.
        budget.moved();
      }
      budget.waited();
      return count < 0 ? State.ENDED : State.OPEN;
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      return State.BROKEN;
    }
  }
}
