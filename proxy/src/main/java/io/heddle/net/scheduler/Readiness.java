package io.heddle.net.scheduler;

import io.heddle.jdk.InternalChannel;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.channels.Channel;

/// Waits until a non-blocking channel can go on, with nothing held but the thread.
public final class Readiness {
  static final String TOO_LATE = "nothing happened in time";

  private Readiness() {}

  /// What to wait for.
  public enum Event {
    READABLE(InternalChannel.POLLIN),
    WRITABLE(InternalChannel.POLLOUT),
    CONNECTED(InternalChannel.POLLCONN);

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
    return InternalChannel.descriptor(channel);
  }

  /// Parks the thread until `channel` is ready, which also a failed channel is. May return early:
  /// try again then. Whoever closes the channel meanwhile unparks the thread.
  ///
  /// @throws java.net.SocketTimeoutException if the deadline passes first
  /// @throws java.nio.channels.ClosedByInterruptException if the thread is interrupted; the channel stays open
  public static void await(Channel channel, Event event, Deadline deadline) throws IOException {
    if (channel.isOpen()) {
      Scheduler.current().interestIn(channel).await(event, deadline);
    }
  }

  /// To be called before `channel` is closed, so that nothing holds on to it.
  public static void forget(Channel channel) {
    Scheduler.current().forget(channel);
  }
}
