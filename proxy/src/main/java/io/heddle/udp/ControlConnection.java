package io.heddle.udp;

import static io.heddle.net.scheduler.Readiness.Event.READABLE;

import io.heddle.net.Connection;
import io.heddle.net.scheduler.ReadinessSet;
import io.heddle.net.scheduler.YieldBudget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;

/// TCP connection that an association lives with, to the client or to another proxy. Only its end
/// has a meaning; bytes on it have none (RFC 1928 §7). For one thread.
final class ControlConnection implements AutoCloseable {
  private static final int DROPPED_AT_ONCE = 64;

  /// State of the connection.
  enum State {
    OPEN,
    /// The peer has ended it.
    ENDED,
    /// It has failed.
    BROKEN
  }

  private final Connection connection;
  private final ReadinessSet waits;
  private final ReadinessSet.Member member;
  private final YieldBudget budget = new YieldBudget();

  /// @param connection stays the caller's; has a channel of its own
  /// @param waits gets the connection until it is closed here
  /// @throws IOException if the connection is closed
  ControlConnection(Connection connection, ReadinessSet waits) throws IOException {
    this.connection = connection;
    this.waits = waits;
    member = waits.add(connection.selectable().orElseThrow(), READABLE);
  }

  /// Reads and drops what has come, if the wait has found anything.
  ///
  /// @throws ClosedByInterruptException if the thread is interrupted
  State run() throws ClosedByInterruptException {
    return member.isReady() ? drain() : State.OPEN;
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
        budget.yieldIfSpent();
      }
      budget.reset();
      return count < 0 ? State.ENDED : State.OPEN;
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      return State.BROKEN;
    }
  }

  /// Waits for the connection no more.
  @Override
  public void close() {
    waits.remove(member);
  }
}
