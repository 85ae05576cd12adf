package io.heddle.net.scheduler;

import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import sun.nio.ch.Net;
import sun.nio.ch.SelChImpl;

/// Waits until a non-blocking channel can go on, with nothing held but the thread. The only user of
/// the JDK's internal interface to sockets.
public final class Readiness {
  static final String TOO_LATE = "nothing happened in time";

  private Readiness() {}

  /// What to wait for.
  public enum Event {
    READABLE(Net.POLLIN),
    WRITABLE(Net.POLLOUT),
    CONNECTED(Net.POLLCONN);

    private final short bit;

    Event(short bit) {
      this.bit = bit;
    }

    /// Its bit in what poll(2) is asked and tells.
    int bit() {
      return bit;
    }
  }

  /// The system's number for the channel, valid until it is closed.
  public static int descriptor(Channel channel) {
    return ((SelChImpl) channel).getFDVal();
  }

  /// Parks the thread until `channel` is ready, which also a failed channel is. May return early:
  /// try again then. Whoever closes the channel meanwhile unparks the thread.
  ///
  /// @throws SocketTimeoutException if the deadline passes first
  /// @throws ClosedByInterruptException if the thread is interrupted; the channel stays open
  public static void await(Channel channel, Event event, Deadline deadline) throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    Optional<EpollScheduler> carrier = EpollScheduler.current();
    if (carrier.isPresent()) {
      carrier.get().watches().of(channel).await(event, deadline);
    } else {
      park(channel, event, deadline);
    }
  }

  /// Waits at the JDK's poller.
  private static void park(Channel channel, Event event, Deadline deadline) throws IOException {
    long remaining = deadline.remaining();
    if (remaining <= 0) {
      throw new SocketTimeoutException(TOO_LATE);
    }
    ((SelChImpl) channel).park(event.bit, remaining == Long.MAX_VALUE ? 0 : remaining);
    if (Thread.currentThread().isInterrupted()) {
      throw new ClosedByInterruptException();
    }
  }

  /// To be called before `channel` is closed, so that nothing holds on to it.
  public static void forget(Channel channel) {
    EpollScheduler.current().ifPresent(carrier -> carrier.watches().forget(channel));
  }
}
