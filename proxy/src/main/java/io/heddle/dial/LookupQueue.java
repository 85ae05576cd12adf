package io.heddle.dial;

import io.heddle.net.scheduler.NumberedThreadFactory;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Queue of lookups for a limited number of threads: those by the system, or those by one name server, so
/// that a server that is silent takes no threads of others.
///
/// A lookup blocks its thread in the C library, often for many seconds if no server answers, and
/// cannot be cancelled. So that such names do not stop all others, a lookup that is slow, or that
/// nobody waits for any more, gives its place back to the next one, and its thread counts against a
/// second limit. A queued lookup that nobody waits for is dropped.
///
/// A lookup by a name server ends at its own deadline, so there is no second limit. While the server is
/// silent to all the lookups that run, those that are queued are refused: their turn would bring nothing.
final class LookupQueue implements AutoCloseable {
  private static final int PLACES = 64;
  private static final int SLOW_PLACES = 192;
  private static final int SERVER_PLACES = 32;
  private static final int MAX_QUEUED = 4096;

  private final Optional<InetSocketAddress> server;
  private final int places;
  private final int slowPlaces;
  private final SequencedSet<NameLookup> queued = new LinkedHashSet<>();
  private final Set<NameLookup> running = new HashSet<>();
  // Without a limit of its own: a thread may still be ending when the next lookup begins.
  private final ExecutorService threads;

  private LookupQueue(
      Optional<InetSocketAddress> server, int places, int slowPlaces, String threadName) {
    this.server = server;
    this.places = places;
    this.slowPlaces = slowPlaces;
    threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new NumberedThreadFactory(threadName, 0));
  }

  /// The queue of lookups by the system.
  static LookupQueue ofSystem() {
    return new LookupQueue(Optional.empty(), PLACES, SLOW_PLACES, "resolver");
  }

  /// A queue of lookups by a name server.
  static LookupQueue ofServer(InetSocketAddress server) {
    return new LookupQueue(Optional.of(server), SERVER_PLACES, 0, "name-server");
  }

  /// Adds a lookup with one waiter.
  ///
  /// @return false if too many are queued
  synchronized boolean add(NameLookup lookup) {
    if (queued.size() >= MAX_QUEUED) {
      return false;
    }
    lookup.addWaiter();
    queued.add(lookup);
    startNext();
    return true;
  }

  /// Adds a waiter to a lookup that was added before.
  synchronized void join(NameLookup lookup) {
    lookup.addWaiter();
  }

  /// Removes a waiter.
  ///
  /// @return whether the lookup was dropped
  synchronized boolean leave(NameLookup lookup) {
    lookup.removeWaiter();
    if (lookup.isAwaited()) {
      return false;
    }
    boolean dropped = queued.remove(lookup);
    startNext();
    return dropped;
  }

  /// Starts queued lookups as long as there are places. Waiters call this from time to time, since
  /// a place becomes free by time alone when a lookup becomes slow.
  synchronized void startNext() {
    boolean started = true;
    while (started && !queued.isEmpty() && hasPlace()) {
      started = start(queued.getFirst());
    }
    if (server.isPresent() && !queued.isEmpty() && isSilent()) {
      for (NameLookup lookup : queued) {
        lookup.start();
        lookup.fail(
            new NameServerFailures(server.get(), lookup.name().text())
                .silentToOthers(running.size()));
      }
      queued.clear();
    }
  }

  private boolean isSilent() {
    return running.size() >= places && running.stream().allMatch(NameLookup::isUnanswered);
  }

  /// Starts a lookup. If this system gives no more threads, the lookup waits for that of another, and
  /// without others it fails.
  private boolean start(NameLookup next) {
    next.start();
    try {
      threads.execute(() -> run(next));
      queued.remove(next);
      running.add(next);
      return true;
    } catch (OutOfMemoryError e) {
      if (!running.isEmpty()) {
        return false;
      }
      queued.remove(next);
      next.fail(
          new RefusedException(
              Reason.LIMIT_REACHED, "this system gives no more threads to look names up"));
      return true;
    }
  }

  private boolean hasPlace() {
    if (running.size() < places) {
      return true;
    }
    long slow = running.stream().filter(lookup -> lookup.isSlow() || !lookup.isAwaited()).count();
    return running.size() < places + Math.min(slow, slowPlaces);
  }

  private void run(NameLookup lookup) {
    try {
      lookup.run();
    } finally {
      end(lookup);
    }
  }

  private synchronized void end(NameLookup lookup) {
    running.remove(lookup);
    startNext();
  }

  @Override
  public synchronized void close() {
    queued.clear();
    threads.shutdownNow();
  }
}
