package io.heddle.net;

import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.locks.LockSupport;

/// Makes room for others in a stream that neither end slows down: it never waits, so nobody would
/// interrupt it, and no other virtual thread would run on its processor. For one stream.
public final class Turn {
  private final int bytes;
  private int moved;

  /// @param bytes that the stream may move before others have their turn
  private Turn(int bytes) {
    this.bytes = bytes;
  }

  /// For bytes that are passed on as they are: some milliseconds' work.
  public static Turn ofPayload() {
    return new Turn(4 << 20);
  }

  /// For bytes that are understood, and perhaps answered: the same time for far fewer.
  public static Turn ofMessages() {
    return new Turn(16 << 10);
  }

  /// The stream has had to wait.
  public void waited() {
    moved = 0;
  }

  /// The stream has moved that many bytes without waiting; perhaps it waits now.
  ///
  /// @throws ClosedByInterruptException if the thread is interrupted
  public void moved(int count) throws ClosedByInterruptException {
    moved += count;
    if (moved >= bytes) {
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
