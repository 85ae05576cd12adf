package io.heddle.net.scheduler;

import io.heddle.net.scheduler.Readiness.Event;
import io.heddle.time.Deadline;
import java.io.IOException;

/// Interest of waiting threads in the events of one channel.
sealed interface ChannelInterest permits FdInterest, PollerInterest {
  /// Parks the calling thread until the event; see [Readiness#await]. It parks in this method: a
  /// waiting thread costs as much memory as its stack is deep.
  void await(Event event, Deadline deadline) throws IOException;
}
