package io.heddle.dial;

import io.heddle.address.Host;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// Cache of lookups by name, also of those under way, in front of the [LookupQueue]
/// of the system and those of the name servers.
final class LookupCache implements AutoCloseable {
  private static final int CACHED_NAMES = 4096;
  private static final Duration QUEUE_LIMIT = Duration.ofSeconds(30);
  private static final long POLL_NANOS = Duration.ofMillis(500).toNanos();

  private final Resolver.Lookup lookup;
  private final Duration timeout;
  private final Duration lifetime;
  private final LookupQueue system = LookupQueue.ofSystem();
  private final Map<InetSocketAddress, LookupQueue> servers = new ConcurrentHashMap<>();
  private final Map<Host.Name, NameLookup> lookups = new LinkedHashMap<>(16, 0.75f, true);

  /// @param timeout limit of a lookup, from its start
  /// @param lifetime time that an answer is used
  LookupCache(Resolver.Lookup lookup, Duration timeout, Duration lifetime) {
    this.lookup = lookup;
    this.timeout = timeout;
    this.lifetime = lifetime;
  }

  /// The addresses of a name, by a lookup that is under way or whose answer is still used, or else by
  /// a new one.
  ///
  /// @param deadline ends the wait, also for a thread, if it is earlier than the timeout
  /// @throws RefusedException if the name has none, or none in time, or too many lookups are queued
  List<InetAddress> addresses(Host.Name name, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    return await(join(name), deadline);
  }

  /// The addresses that a lookup by the system finds whose answer is not kept.
  ///
  /// @param question name to look up in messages
  /// @throws RefusedException as above
  List<InetAddress> uncached(
      Host.Name question, Callable<List<InetAddress>> uncached, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    return await(queued(new NameLookup(question, system, uncached)), deadline);
  }

  private List<InetAddress> await(NameLookup shared, Deadline deadline)
      throws RefusedException, ClosedByInterruptException {
    try {
      awaitStart(shared, Deadline.after(QUEUE_LIMIT).orEarlier(deadline));
      return shared.await(timeout, deadline);
    } catch (ExecutionException e) {
      throw new RefusedException(
          e.getCause() instanceof RefusedException refused
              ? refused.refusal()
              : LookupFailures.notFound(shared.name()));
    } catch (TimeoutException e) {
      throw new RefusedException(LookupFailures.timedOut(shared.name()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    } finally {
      leave(shared);
    }
  }

  private void awaitStart(NameLookup shared, Deadline deadline)
      throws InterruptedException, TimeoutException {
    while (!shared.awaitStart(Math.min(POLL_NANOS, deadline.remaining()))) {
      if (deadline.remaining() <= 0) {
        throw new TimeoutException();
      }
      shared.queue().startNext();
    }
  }

  /// The lookup of a name, with the caller as a waiter, who calls [#leave] in the end.
  private NameLookup join(Host.Name name) throws RefusedException {
    synchronized (lookups) {
      NameLookup cached = lookups.get(name);
      if (cached != null && cached.isValid()) {
        cached.queue().join(cached);
        return cached;
      }
      NameLookup fresh = queued(new NameLookup(name, queueOf(name), lookup, lifetime));
      lookups.put(name, fresh);
      if (lookups.size() > CACHED_NAMES) {
        lookups.remove(lookups.keySet().iterator().next());
      }
      return fresh;
    }
  }

  private LookupQueue queueOf(Host.Name name) {
    Optional<InetSocketAddress> server = lookup.server(name.text());
    return server.isEmpty() ? system : servers.computeIfAbsent(server.get(), LookupQueue::ofServer);
  }

  private static NameLookup queued(NameLookup lookup) throws RefusedException {
    if (!lookup.queue().add(lookup)) {
      throw new RefusedException(Reason.LIMIT_REACHED, "too many names are being looked up");
    }
    return lookup;
  }

  /// Ends the wait of one waiter.
  private void leave(NameLookup shared) {
    synchronized (lookups) {
      if (shared.queue().leave(shared)) {
        lookups.remove(shared.name(), shared);
      }
    }
  }

  /// Forgets the answer about `name` if its lookup has begun before this time of [System#nanoTime].
  ///
  /// @return false if no answer about it was kept
  boolean forget(Host.Name name, long nanoTime) {
    synchronized (lookups) {
      NameLookup cached = lookups.get(name);
      if (cached == null || !cached.isValid()) {
        return false;
      }
      if (cached.beganBefore(nanoTime)) {
        lookups.remove(name);
      }
      return true;
    }
  }

  /// Forgets all answers and failures, and those of lookups under way, which only those that wait already
  /// get.
  void forgetAll() {
    synchronized (lookups) {
      lookups.clear();
    }
  }

  @Override
  public void close() {
    system.close();
    servers.values().forEach(LookupQueue::close);
  }
}
