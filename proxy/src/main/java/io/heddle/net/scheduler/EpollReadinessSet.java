package io.heddle.net.scheduler;

import io.heddle.net.scheduler.Readiness.Event;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Set of channels for a thread of an [EpollScheduler]. During a wait, the thread is the waiting reader
/// or writer of all of them. Between waits the channels stay registered, as for a thread that waits
/// for one channel, so that a wait is no system call.
final class EpollReadinessSet extends ReadinessSet {
  private final InterestTable interests;
  private final Thread owner = Thread.currentThread();
  private final Optional<Thread> waiter = Optional.of(owner);
  private final List<EpollMember> members = new ArrayList<>(2);
  private volatile boolean woken;

  /// Member with the interest of the scheduler's threads in its channel.
  static final class EpollMember implements Member {
    private final SelectableChannel channel;
    private final Event event;
    private final FdInterest interest;
    private boolean ready;

    private EpollMember(SelectableChannel channel, Event event, FdInterest interest) {
      this.channel = channel;
      this.event = event;
      this.interest = interest;
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    private boolean happened() {
      return !channel.isOpen() || !interest.isAwaited(event);
    }
  }

  /// An empty set for the calling thread.
  ///
  /// @param interests of the scheduler that carries it
  EpollReadinessSet(InterestTable interests) {
    this.interests = interests;
  }

  @Override
  public Member add(SelectableChannel channel, Event event) throws IOException {
    if (!channel.isOpen()) {
      throw new ClosedChannelException();
    }
    EpollMember entry = new EpollMember(channel, event, interests.interestIn(channel));
    members.add(entry);
    return entry;
  }

  @Override
  public void remove(Member member) {
    members.remove(member);
  }

  @Override
  public boolean await(Deadline deadline) throws IOException {
    try {
      begin();
      while (!isDone()) {
        long remaining = deadline.remaining();
        if (remaining == Long.MAX_VALUE) {
          LockSupport.park();
        } else if (remaining > 0) {
          LockSupport.parkNanos(remaining);
        } else {
          return false;
        }
        if (Thread.currentThread().isInterrupted()) {
          throw new ClosedByInterruptException();
        }
      }
      return true;
    } finally {
      end();
    }
  }

  private void begin() throws IOException {
    for (int i = 0; i < members.size(); i++) {
      EpollMember entry = members.get(i);
      entry.ready = false;
      if (entry.channel.isOpen()) {
        entry.interest.begin(entry.event, waiter);
      }
    }
  }

  private boolean isDone() {
    boolean over = woken;
    for (int i = 0; i < members.size() && !over; i++) {
      over = members.get(i).happened();
    }
    return over;
  }

  private void end() {
    for (int i = 0; i < members.size(); i++) {
      EpollMember entry = members.get(i);
      entry.ready = entry.happened();
      entry.interest.end(entry.event);
    }
    woken = false;
  }

  @Override
  public void wakeUp() {
    woken = true;
    LockSupport.unpark(owner);
  }

  @Override
  public void close() {
    members.clear();
  }
}
