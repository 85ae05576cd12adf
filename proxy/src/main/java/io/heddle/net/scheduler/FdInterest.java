package io.heddle.net.scheduler;

import static io.heddle.net.scheduler.Readiness.Event.READABLE;
import static io.heddle.net.scheduler.Readiness.Event.WRITABLE;

import io.heddle.jdk.Epoll;
import io.heddle.net.scheduler.Readiness.Event;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Interest of the threads of one [EpollScheduler] in one channel: at most one thread waits to read,
/// and one to write. Used on the carrier alone, so that nothing here needs a lock.
///
///     state of reading            event               next
///     a thread waits              readable: wake it   woken
///     woken, has not run yet      readable: nothing   woken
///     nobody waits                readable: note it   reported once
///     reported once, unclaimed    readable: remove it from epoll
///
/// Epoll is level-triggered, so it reports bytes again and again until they are read. A reader mostly
/// comes back for more, so the channel stays registered while nobody waits, and a wait is no system
/// call. Only when an event was reported twice and nobody came, the channel is removed.
final class FdInterest implements ChannelInterest {
  private final Channel channel;
  private final int descriptor;
  private final Epoll epoll;
  private int registered;
  private Optional<Thread> reader = Optional.empty();
  private Optional<Thread> writer = Optional.empty();

  /// The reader has been woken, and has not run yet.
  private boolean readerWoken;

  /// A read event was reported since the last wait, and nobody waited for it.
  private boolean reportedUnclaimed;

  /// The interest of nobody: the channel is not registered yet.
  FdInterest(Channel channel, Epoll epoll) {
    this.channel = channel;
    this.descriptor = Readiness.descriptor(channel);
    this.epoll = epoll;
  }

  /// Whether this is the interest in that channel, and not in an earlier one that had the same
  /// descriptor.
  boolean isFor(Channel other) {
    return channel.equals(other);
  }

  @Override
  public void await(Event event, Deadline deadline) throws IOException {
    try {
      begin(event, Optional.of(Thread.currentThread()));
      while (isAwaited(event) && channel.isOpen()) {
        long remaining = remaining(deadline);
        if (remaining == Long.MAX_VALUE) {
          LockSupport.park();
        } else {
          LockSupport.parkNanos(remaining);
        }
        if (Thread.currentThread().isInterrupted()) {
          throw new ClosedByInterruptException();
        }
      }
    } finally {
      end(event);
    }
  }

  /// Makes a thread the one that waits for the event, and registers the open channel for it.
  ///
  /// @param waiter present
  void begin(Event event, Optional<Thread> waiter) throws IOException {
    if (event == READABLE) {
      reader = waiter;
      reportedUnclaimed = false;
    } else {
      writer = waiter;
    }
    int wanted = registered | event.bit();
    if (registered == 0) {
      epoll.add(descriptor, wanted);
    } else if (wanted != registered) {
      epoll.change(descriptor, wanted);
    }
    registered = wanted;
  }

  /// Whether the event has not happened since [#begin].
  boolean isAwaited(Event event) {
    return event == READABLE ? reader.isPresent() : writer.isPresent();
  }

  /// Ends the wait. The channel stays registered.
  void end(Event event) {
    if (event == READABLE) {
      reader = Optional.empty();
      readerWoken = false;
    } else {
      writer = Optional.empty();
    }
  }

  private static long remaining(Deadline deadline) throws SocketTimeoutException {
    long remaining = deadline.remaining();
    if (remaining <= 0) {
      throw new SocketTimeoutException(Readiness.TIMED_OUT);
    }
    return remaining;
  }

  /// Wakes the threads that wait for these events, which the system has reported. Errors and hang-ups
  /// are for both.
  ///
  /// What is not wanted any more must be removed, since the system would report it for ever. A read
  /// event without a waiting reader is kept for a while: a reader that was woken has not run yet, or
  /// will wait soon, or the channel is at its end and about to be closed. One more report costs less
  /// than the two system calls to remove the channel and to add it again. A write event is removed at
  /// once: there is room as a rule, so writers seldom wait.
  void dispatch(int events) {
    int wanted = registered;
    if ((events & ~WRITABLE.bit()) != 0) {
      if (reader.isPresent()) {
        LockSupport.unpark(reader.get());
        reader = Optional.empty();
        readerWoken = true;
      } else if (reportedUnclaimed) {
        wanted &= ~READABLE.bit();
      } else {
        reportedUnclaimed = !readerWoken;
      }
    }
    if ((events & ~READABLE.bit()) != 0) {
      wanted &= ~WRITABLE.bit();
      writer.ifPresent(LockSupport::unpark);
      writer = Optional.empty();
    }
    if (wanted == 0) {
      epoll.remove(descriptor);
    } else if (wanted != registered) {
      epoll.change(descriptor, wanted);
    }
    registered = wanted;
  }
}
