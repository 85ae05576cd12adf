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

/// What threads of one [EpollScheduler] wait for a channel with: one that reads, one that writes.
/// All of it happens on the carrier.
///
/// A channel that somebody waits to read from stays watched while he comes back for more, as is the
/// rule, so that there is nothing to tell the system each time.
final class FdInterest implements Interest {
  private final Channel channel;
  private final int descriptor;
  private final Epoll epoll;
  private int watched;
  private Optional<Thread> reader = Optional.empty();
  private Optional<Thread> writer = Optional.empty();

  /// The reader has been woken, and has not run since.
  private boolean readerComes;

  /// There was something to read since somebody last waited for it, and nobody came.
  private boolean unheard;

  /// Not watched yet.
  FdInterest(Channel channel, Epoll epoll) {
    this.channel = channel;
    this.descriptor = Readiness.descriptor(channel);
    this.epoll = epoll;
  }

  /// Whether it is for this channel, and not for one that had its descriptor before.
  boolean isOf(Channel other) {
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

  /// Makes a thread the one that waits for the event, and watches the open channel for it.
  ///
  /// @param waiter present
  void begin(Event event, Optional<Thread> waiter) throws IOException {
    if (event == READABLE) {
      reader = waiter;
      unheard = false;
    } else {
      writer = waiter;
    }
    int wanted = watched | event.bit();
    if (watched == 0) {
      epoll.add(descriptor, wanted);
    } else if (wanted != watched) {
      epoll.change(descriptor, wanted);
    }
    watched = wanted;
  }

  /// Whether the event has not happened since [#begin].
  boolean isAwaited(Event event) {
    return event == READABLE ? reader.isPresent() : writer.isPresent();
  }

  /// Ends the wait. The system goes on watching.
  void end(Event event) {
    if (event == READABLE) {
      reader = Optional.empty();
      readerComes = false;
    } else {
      writer = Optional.empty();
    }
  }

  private static long remaining(Deadline deadline) throws SocketTimeoutException {
    long remaining = deadline.remaining();
    if (remaining <= 0) {
      throw new SocketTimeoutException(Readiness.TOO_LATE);
    }
    return remaining;
  }

  /// The system has told of events, of which errors and hang-ups are for both. It goes on telling
  /// of what it has told, so it must be asked no more when nobody comes back. Whoever has been
  /// woken and waits for his turn will: to stop, and begin again, are two system calls. So may a
  /// reader who has not begun to wait, and a channel that has come to its end is often closed soon:
  /// to be told once more costs less.
  void happened(int events) {
    int wanted = watched;
    if ((events & ~WRITABLE.bit()) != 0) {
      if (reader.isPresent()) {
        LockSupport.unpark(reader.get());
        reader = Optional.empty();
        readerComes = true;
      } else if (unheard) {
        wanted &= ~READABLE.bit();
      } else {
        unheard = !readerComes;
      }
    }
    if ((events & ~READABLE.bit()) != 0) {
      // There is room as a rule.
      wanted &= ~WRITABLE.bit();
      writer.ifPresent(LockSupport::unpark);
      writer = Optional.empty();
    }
    if (wanted == 0) {
      epoll.remove(descriptor);
    } else if (wanted != watched) {
      epoll.change(descriptor, wanted);
    }
    watched = wanted;
  }
}
