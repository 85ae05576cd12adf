package io.heddle.net.scheduler;

import io.heddle.jdk.Epoll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.Pipe;
import java.util.Arrays;

/// Interests of the threads of one [EpollScheduler], by descriptor, and the epoll instance that
/// reports their events. Used on the carrier alone, but for the methods that say otherwise.
final class InterestTable {
  private final Epoll epoll = new Epoll();
  private final WakeupPipe wakeUp = new WakeupPipe();
  private FdInterest[] byDescriptor = new FdInterest[256];

  /// An empty table.
  ///
  /// @throws IOException if there are no descriptors left
  InterestTable() throws IOException {
    epoll.add(wakeUp.descriptor(), Readiness.Event.READABLE.bit());
  }

  /// The interest in an open channel, made when it is first asked for.
  FdInterest interestIn(Channel channel) {
    int descriptor = Readiness.descriptor(channel);
    if (descriptor >= byDescriptor.length) {
      byDescriptor = Arrays.copyOf(byDescriptor, Math.max(descriptor + 1, 2 * byDescriptor.length));
    }
    FdInterest watch = byDescriptor[descriptor];
    if (watch == null || !watch.isFor(channel)) {
      watch = new FdInterest(channel, epoll);
      byDescriptor[descriptor] = watch;
    }
    return watch;
  }

  /// Forgets a channel that is about to be closed. Does nothing if it is closed already, and another
  /// channel has its descriptor.
  void forget(Channel channel) {
    int descriptor = Readiness.descriptor(channel);
    if (descriptor < byDescriptor.length
        && byDescriptor[descriptor] != null
        && byDescriptor[descriptor].isFor(channel)) {
      byDescriptor[descriptor] = null;
    }
  }

  /// Ends the reports about a channel, though other processes may have its socket open. Any thread
  /// may call this.
  void stopWatching(Channel channel) {
    epoll.remove(Readiness.descriptor(channel));
  }

  /// Waits for events, and makes the threads ready that wait for them.
  ///
  /// @param millis the time limit for the first event; -1 for none
  /// @return the number of events
  /// @throws IOException if epoll_wait fails
  int await(int millis) throws IOException {
    int count = epoll.await(millis);
    for (int i = 0; i < count; i++) {
      dispatch(epoll.descriptor(i), epoll.events(i));
    }
    return count;
  }

  /// Ends [#await], or the next one. Any thread may call this.
  void wakeUp() {
    wakeUp.signal();
  }

  private void dispatch(int descriptor, int events) {
    if (descriptor == wakeUp.descriptor()) {
      wakeUp.drain();
    } else if (byDescriptor[descriptor] != null) {
      // A closed channel is still reported while a child process that is being made has it open.
      byDescriptor[descriptor].dispatch(events);
    }
  }

  /// Pipe that wakes a thread out of epoll_wait, which watches the reading end. Lives as long as the
  /// program.
  static final class WakeupPipe {
    private final Pipe pipe = Pipe.open();
    private final ByteBuffer drained = ByteBuffer.allocateDirect(64);

    /// @throws IOException if there are no descriptors left
    WakeupPipe() throws IOException {
      pipe.source().configureBlocking(false);
      pipe.sink().configureBlocking(false);
    }

    /// The descriptor that [#signal] makes readable.
    int descriptor() {
      return Readiness.descriptor(pipe.source());
    }

    /// Makes the pipe readable. Any thread may call this. A full pipe is readable already.
    void signal() {
      try {
        pipe.sink().write(ByteBuffer.allocate(1));
      } catch (IOException e) {
        throw new AssertionError("its other end is never closed", e);
      }
    }

    /// Empties the pipe. By the thread that it has woken.
    void drain() {
      try {
        pipe.source().read(drained.clear());
      } catch (IOException e) {
        throw new AssertionError("its other end is never closed", e);
      }
    }
  }
}
