package io.heddle.net.scheduler;

import io.heddle.jdk.Epoll;
import java.io.IOException;
import java.nio.channels.Channel;
import java.util.Arrays;

/// The watches of one [EpollScheduler], by descriptor.
final class InterestTable {
  private final Epoll epoll = new Epoll();
  private final WakeupPipe wakeUp = new WakeupPipe();
  private FdInterest[] all = new FdInterest[256];

  /// None yet.
  ///
  /// @throws IOException if there are no descriptors left
  InterestTable() throws IOException {
    epoll.add(wakeUp.descriptor(), Readiness.Event.READABLE.bit());
  }

  /// The one of a channel.
  FdInterest of(Channel channel) {
    int descriptor = Readiness.descriptor(channel);
    if (descriptor >= all.length) {
      all = Arrays.copyOf(all, Math.max(descriptor + 1, 2 * all.length));
    }
    FdInterest watch = all[descriptor];
    if (watch == null || !watch.isOf(channel)) {
      watch = new FdInterest(channel, epoll);
      all[descriptor] = watch;
    }
    return watch;
  }

  /// Forgets a channel that is about to be closed. If it is closed already, its descriptor may be
  /// another's.
  void forget(Channel channel) {
    int descriptor = Readiness.descriptor(channel);
    if (descriptor < all.length && all[descriptor] != null && all[descriptor].isOf(channel)) {
      all[descriptor] = null;
    }
  }

  /// Tells of a channel no more, though others may have its socket open. Any thread may call this.
  void stop(Channel channel) {
    epoll.remove(Readiness.descriptor(channel));
  }

  /// Asks the system what has happened, and makes those ready who wait for it.
  ///
  /// @param millis how long to wait for the first event; -1 for no limit
  /// @return how many events there were
  /// @throws IOException if the system does not tell
  int await(int millis) throws IOException {
    int count = epoll.await(millis);
    for (int i = 0; i < count; i++) {
      happened(epoll.descriptor(i), epoll.events(i));
    }
    return count;
  }

  /// Ends [#await], or the next one. Any thread may call this.
  void wakeUp() {
    wakeUp.call();
  }

  private void happened(int descriptor, int events) {
    if (descriptor == wakeUp.descriptor()) {
      wakeUp.hear();
    } else if (all[descriptor] != null) {
      // A closed one is told of as long as a child process, just being made, has it too.
      all[descriptor].happened(events);
    }
  }
}
