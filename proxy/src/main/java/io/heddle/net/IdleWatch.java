package io.heddle.net;

import io.heddle.net.scheduler.WakeupGate;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// Ends what has been silent for too long: one thread looks at all of it now and then, so that
/// none needs a timer or has to note the time of every byte. A limit is kept to within a tenth of
/// itself, or a second if that is less. While there is nothing to watch, the thread rests.
public final class IdleWatch {
  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);
  private static final Duration SHORTEST_PERIOD = Duration.ofMillis(10);

  /// What can be silent.
  ///
  /// The watch's thread calls all of this.
  public interface Watched {
    /// A number that changes whenever something happens.
    long activity();

    /// How long it may stay the same.
    Duration limit();

    /// It lasts, so that its peers may go without a word: to be asked whether they are still there.
    /// Called once, a second after the beginning or sooner.
    void keepAlive();

    /// It lasts: to look, without waiting, whether those are still there who could leave unnoticed.
    /// Called with every look from then on, before the others, until the entry ends.
    default void lookAround() {}
  }

  private volatile Duration period = LONGEST_PERIOD;
  private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Thread> watching = new AtomicReference<>();
  private final WakeupGate sleeper = new WakeupGate(() -> LockSupport.unpark(watching.get()));

  /// A watch for limits of `shortestLimit` and more.
  public IdleWatch(Duration shortestLimit) {
    expect(shortestLimit);
  }

  /// From now on there may be limits of `shortestLimit`, besides those there may be already.
  public void expect(Duration shortestLimit) {
    // Duration.dividedBy would load BigDecimal, whose tables are a tenth of the time to start.
    Duration tenth = Duration.ofNanos(shortestLimit.toNanos() / 10);
    Duration atLeast = tenth.compareTo(SHORTEST_PERIOD) < 0 ? SHORTEST_PERIOD : tenth;
    if (atLeast.compareTo(period) < 0) {
      period = atLeast;
    }
  }

  /// Watches until the thread is interrupted. For one thread.
  public void run() throws InterruptedException {
    watching.set(Thread.currentThread());
    while (true) {
      rest();
      Thread.sleep(period);
      long now = System.nanoTime();
      entries.forEach(entry -> entry.look(now));
    }
  }

  /// Waits until there is something to watch.
  private void rest() throws InterruptedException {
    sleeper.fallsAsleep();
    while (entries.isEmpty()) {
      // Returns at once after a sleep, in which somebody may have called.
      LockSupport.park(this);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      sleeper.fallsAsleep();
    }
    sleeper.isAwake();
  }

  /// Starts to watch; if it stays silent too long, the calling thread is interrupted. The caller
  /// ends it.
  public Entry begin(Watched watched) {
    Entry entry = new Entry(watched, Thread.currentThread());
    entries.add(entry);
    sleeper.rouse();
    return entry;
  }

  /// One watched thing and the thread to interrupt.
  public final class Entry {
    private final Watched watched;
    private final Thread thread;
    private long activity;
    private long since = System.nanoTime();
    private final long begun = since;
    private boolean keptAlive;
    private boolean expired;
    private boolean over;

    private Entry(Watched watched, Thread thread) {
      this.watched = watched;
      this.thread = thread;
    }

    private synchronized void look(long now) {
      if (over) {
        return;
      }
      if (now - begun > period.toNanos()) {
        lasts();
      }
      long seen = watched.activity();
      if (seen != activity) {
        activity = seen;
        since = now;
      } else if (!expired && now - since > watched.limit().toNanos()) {
        expired = true;
        thread.interrupt();
      }
    }

    private void lasts() {
      if (!keptAlive) {
        keptAlive = true;
        watched.keepAlive();
      }
      watched.lookAround();
    }

    /// Ends watching, by the thread that began it; the interrupt, if there was one, is taken back.
    ///
    /// @return whether it had been silent for too long; false if it has been ended before
    public synchronized boolean end() {
      if (over) {
        return false;
      }
      over = true;
      entries.remove(this);
      return expired && Thread.interrupted();
    }
  }
}
