package io.heddle.dial;

import io.heddle.address.Host;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// Cache of lookups by name, also of those under way, in front of the [LookupQueue].
final class LookupCache implements AutoCloseable {
  private static final int CACHED_NAMES = 4096;

  private final Function<Host.Name, NameLookup> maker;
  private final LookupQueue queue = new LookupQueue();
  private final Map<Host.Name, NameLookup> lookups = new LinkedHashMap<>(16, 0.75f, true);

  /// @param maker makes a lookup that has not begun
  LookupCache(Function<Host.Name, NameLookup> maker) {
    this.maker = maker;
  }

  /// The lookup of a name that is under way or whose answer is still used, or else a new one, with
  /// the caller as a waiter, who calls [#leave] in the end.
  ///
  /// @throws RefusedException if too many lookups are queued
  NameLookup join(Host.Name name) throws RefusedException {
    synchronized (lookups) {
      NameLookup cached = lookups.get(name);
      if (cached != null && cached.isValid()) {
        queue.join(cached);
        return cached;
      }
      NameLookup fresh = queued(maker.apply(name));
      lookups.put(name, fresh);
      if (lookups.size() > CACHED_NAMES) {
        lookups.remove(lookups.keySet().iterator().next());
      }
      return fresh;
    }
  }

  /// Queues a lookup whose answer is not kept, with the caller as its waiter, who calls [#leave] in
  /// the end.
  ///
  /// @return the lookup
  /// @throws RefusedException if too many lookups are queued
  NameLookup queued(NameLookup lookup) throws RefusedException {
    if (!queue.add(lookup)) {
      throw new RefusedException(Reason.LIMIT_REACHED, "too many names are being looked up");
    }
    return lookup;
  }

  /// Ends the wait of one waiter.
  void leave(NameLookup shared) {
    synchronized (lookups) {
      if (queue.leave(shared)) {
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

  /// Starts queued lookups as long as there are places.
  void startNext() {
    queue.startNext();
  }

  @Override
  public void close() {
    queue.close();
  }
}
