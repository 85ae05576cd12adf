package io.heddle.net.scheduler;

import io.heddle.jdk.ChannelInternals;
import io.heddle.net.scheduler.Readiness.Event;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedByInterruptException;

/// Interest in a channel at the JDK's poller, where each wait registers it anew.
record PollerInterest(Channel channel) implements ChannelInterest {

  @Override
  public void await(Event event, Deadline deadline) throws IOException {
    long remaining = deadline.remaining();
    if (remaining <= 0) {
      throw new SocketTimeoutException(Readiness.TIMED_OUT);
    }
    ChannelInternals.park(channel, event.bit(), remaining == Long.MAX_VALUE ? 0 : remaining);
    if (Thread.currentThread().isInterrupted()) {
      throw new ClosedByInterruptException();
    }
  }
}
