package io.heddle.relay;

import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.locks.LockSupport;

/// Makes room for others in a stream that neither end slows down: it never waits, so nobody would
/// interrupt it, and no other virtual thread would run on its processor. For one stream.
public final class Turn {
  /// Bytes that one stream may move before others have their turn: some milliseconds' work.
  private static final int BYTES = 4 << 20;

  private int moved;

  /// The stream has had to wait.
  public void waited() {
    moved = 0;
  }

  /// The stream has moved that many bytes without waiting; perhaps it waits now.
  ///
  /// @throws ClosedByInterruptException if the thread is interrupted
  public void moved(int count) throws ClosedByInterruptException {
    moved += count;
    if (moved >= BYTES) {
      moved = 0;
      makeRoom();
    }
  }

  /// To yield is not enough: two threads that only yield to each other keep out whoever is woken
  /// from outside.
  private static void makeRoom() throws ClosedByInterruptException {
    LockSupport.parkNanos(1);
    if (Thread.currentThread().isInterrupted()) {
      throw new ClosedByInterruptException();
    }
  }
}
