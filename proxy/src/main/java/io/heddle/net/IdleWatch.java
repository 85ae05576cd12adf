package io.heddle.net;

import io.heddle.net.scheduler.WakeupGate;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.tinylog.Logger;

/// Idle timeout of all connections, kept by one thread that looks at all of them now and then: no
/// connection needs a timer, or has to note the time of every byte. A limit is kept to within a tenth
/// of itself, or a second if that is less. The thread sleeps while nothing is watched.
public final class IdleWatch {
  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);
  private static final Duration SHORTEST_PERIOD = Duration.ofMillis(10);

  /// A connection, request or association that has an idle limit. The watch's thread calls all of its
  /// methods.
  public interface Watched {
    /// A number that changes with all activity, such as the bytes moved so far.
    long activity();

    /// How long the number may stay the same.
    Duration limit();

    /// Enables TCP keep-alive: this one lasts, so that its peers may vanish without a word. Called
    /// once, a second after the beginning or sooner.
    void keepAlive();

    /// Probes, without waiting, the peers whose end nobody would notice. Called with every check from
    /// then on, before the other methods.
    default void probePeers() {}
  }

  private volatile Duration period = LONGEST_PERIOD;
  private final Set<Registration> entries = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Thread> watcher = new AtomicReference<>();
  private final WakeupGate wakeupGate = new WakeupGate(() -> LockSupport.unpark(watcher.get()));

  /// A watch for limits from `shortestLimit` on.
  public IdleWatch(Duration shortestLimit) {
    supportLimit(shortestLimit);
  }

  /// Makes the watch precise enough for limits from `shortestLimit` on. Never makes it less precise.
  public void supportLimit(Duration shortestLimit) {
    // Duration.dividedBy would load BigDecimal, whose tables are a tenth of the time to start.
    Duration tenth = Duration.ofNanos(shortestLimit.toNanos() / 10);
    Duration atLeast = tenth.compareTo(SHORTEST_PERIOD) < 0 ? SHORTEST_PERIOD : tenth;
    if (atLeast.compareTo(period) < 0) {
      period = atLeast;
    }
  }

  /// Watches until the calling thread is interrupted. Not thread-safe.
  public void run() throws InterruptedException {
    watcher.set(Thread.currentThread());
    while (true) {
      awaitEntries();
      Thread.sleep(period);
      long now = System.nanoTime();
      entries.forEach(entry -> check(entry, now));
    }
  }

  /// A connection that cannot be checked is ended, so that the others still are.
  private void check(Registration entry, long now) {
    try {
      entry.check(now);
    } catch (RuntimeException | Error e) {
      entries.remove(entry);
      entry.thread.interrupt();
      Logger.error(e, "a connection cannot be watched, and is ended");
    }
  }

  /// Waits until something is watched.
  private void awaitEntries() throws InterruptedException {
    wakeupGate.beginSleep();
    while (entries.isEmpty()) {
      // Returns at once if the gate was opened during the last sleep of [#run].
      LockSupport.park(this);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      wakeupGate.beginSleep();
    }
    wakeupGate.endSleep();
  }

  /// Starts to watch. The calling thread is interrupted if `watched` is idle for too long. The caller
  /// ends the registration.
  public Registration begin(Watched watched) {
    Registration entry = new Registration(watched, Thread.currentThread());
    entries.add(entry);
    wakeupGate.wake();
    return entry;
  }

  /// Registration of one [Watched] and the thread to interrupt.
  public final class Registration {
    private final Watched watched;
    private final Thread thread;
    private long activity;
    private long lastChange = System.nanoTime();
    private final long startTime = lastChange;
    private boolean keptAlive;
    private boolean expired;
    private boolean ended;

    private Registration(Watched watched, Thread thread) {
      this.watched = watched;
      this.thread = thread;
    }

    private synchronized void check(long now) {
      if (ended) {
        return;
      }
      if (now - startTime > period.toNanos()) {
        maintain();
      }
      long seen = watched.activity();
      if (seen != activity) {
        activity = seen;
        lastChange = now;
      } else if (!expired && now - lastChange > watched.limit().toNanos()) {
        expired = true;
        thread.interrupt();
      }
    }

    private void maintain() {
      if (!keptAlive) {
        keptAlive = true;
        watched.keepAlive();
      }
      watched.probePeers();
    }

    /// Ends watching. To be called by the thread that began it, whose interrupt status is cleared if
    /// this watch has set it.
    ///
    /// @return whether the idle limit had passed; false if the registration had ended before
    public synchronized boolean end() {
      if (ended) {
        return false;
      }
      ended = true;
      entries.remove(this);
      return expired && Thread.interrupted();
    }
  }
}
