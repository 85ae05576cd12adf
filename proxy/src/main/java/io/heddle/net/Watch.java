package io.heddle.net;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// What the threads of a [PollingCarrier], one at a time, wait for the data of one channel with.
/// The channel stays watched while somebody comes back to wait for more, as is the rule.
final class Watch {
  private final SelectionKey key;
  private final PollingCarrier carrier;
  private Optional<Thread> waiting = Optional.empty();
  private boolean watched;

  Watch(SelectionKey key, PollingCarrier carrier) {
    this.key = key;
    this.carrier = carrier;
  }

  /// Parks the thread until the channel may have data.
  ///
  /// @throws ClosedByInterruptException if the thread is interrupted; the channel stays open
  void await() throws ClosedByInterruptException {
    begin();
    LockSupport.park();
    if (Thread.currentThread().isInterrupted()) {
      throw new ClosedByInterruptException();
    }
  }

  private synchronized void begin() {
    waiting = Optional.of(Thread.currentThread());
    if (!watched) {
      watched = true;
      key.interestOps(SelectionKey.OP_READ);
      carrier.lookAgain();
    }
  }

  /// The channel has data. The carrier says so again and again, until it has none.
  synchronized void readable() {
    if (waiting.isPresent()) {
      LockSupport.unpark(waiting.get());
      waiting = Optional.empty();
    } else {
      watched = false;
      ignore();
    }
  }

  private void ignore() {
    try {
      key.interestOps(0);
    } catch (CancelledKeyException e) {
      // The channel has just been closed.
    }
  }

  /// The channel has been closed. Returns when its descriptor is, too.
  void closed() {
    carrier.forgetClosed();
  }
}
