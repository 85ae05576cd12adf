package io.heddle.server.connection;

import io.heddle.address.Endpoint;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Associate;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.tinylog.Logger;

/// Warning about a target that takes more than a share of the places for connections: a circle of
/// proxies, or a client that repeats a failing request, leaves none to the others.
final class TargetShareWarning {
  /// Growth after which connections are counted anew, in parts of a target's share.
  private static final int STEPS = 8;

  private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

  private static final AtomicLong LAST_WARNING = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

  private TargetShareWarning() {}

  /// Counts the connections of each target, if more have come since the last count.
  ///
  /// @param limit of all connections
  /// @param share of the limit that one target may have
  static void check(Collection<LiveConnection> connections, int limit, int share) {
    long now = System.nanoTime();
    long last = LAST_WARNING.get();
    if (connections.size() % Math.max(1, share / STEPS) != 0 || now - last < PAUSE_NANOS) {
      return;
    }
    Optional<Map.Entry<Endpoint, Integer>> most = mostFrequent(connections);
    if (most.isPresent()
        && most.get().getValue() > Math.max(share, 1)
        && LAST_WARNING.compareAndSet(last, now)) {
      Logger.warn(
          "{} of {} possible connections are for {}: perhaps two proxies send requests to each other"
              + " (via-header: true would end that), or a client repeats a request",
          most.get().getValue(),
          limit,
          most.get().getKey());
    }
  }

  private static Optional<Map.Entry<Endpoint, Integer>> mostFrequent(
      Collection<LiveConnection> connections) {
    Map<Endpoint, Integer> counts = new HashMap<>();
    for (LiveConnection connection : connections) {
      Optional<ProxyRequest> request = connection.current().flatMap(LiveRequest::proxyRequest);
      boolean admitted = connection.refusal().isEmpty() && request.isPresent();
      if (admitted && !(request.get() instanceof Associate)) {
        counts.merge(request.get().target(), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream().max(Map.Entry.comparingByValue());
  }
}
