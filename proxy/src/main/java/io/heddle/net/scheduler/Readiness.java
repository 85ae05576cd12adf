package io.heddle.net.scheduler;

import io.heddle.jdk.ChannelInternals;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.channels.Channel;

/// Readiness of non-blocking channels, for which a virtual thread waits without a buffer.
public final class Readiness {
  static final String TIMED_OUT = "nothing happened in time";

  private Readiness() {}

  /// The event of a channel to wait for.
  public enum Event {
    READABLE(ChannelInternals.POLLIN),
    WRITABLE(ChannelInternals.POLLOUT),
    CONNECTED(ChannelInternals.POLLCONN);

    private final short bit;

    Event(short bit) {
      this.bit = bit;
    }

    /// The bit of poll(2) and epoll(7).
    int bit() {
      return bit;
    }
  }

  /// The descriptor of a channel, valid until the channel is closed.
  public static int descriptor(Channel channel) {
    return ChannelInternals.descriptor(channel);
  }

  /// Parks the thread until the channel is ready, which a failed channel is too. May return early, so
  /// callers try and wait again. A thread that closes the channel meanwhile unparks this one.
  ///
  /// @throws java.net.SocketTimeoutException if the deadline passes first
  /// @throws java.nio.channels.ClosedByInterruptException if the thread is interrupted; the channel stays open
  public static void await(Channel channel, Event event, Deadline deadline) throws IOException {
    if (channel.isOpen()) {
      Schedulers.current().interestIn(channel).await(event, deadline);
    }
  }

  /// Forgets a channel. To be called before it is closed, by a thread of the scheduler on which it
  /// was waited for, so that nothing keeps it from being collected.
  public static void forget(Channel channel) {
    Schedulers.current().forget(channel);
  }
}
