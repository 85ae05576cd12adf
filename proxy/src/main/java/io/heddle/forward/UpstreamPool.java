package io.heddle.forward;

import io.heddle.time.Deadline;
import io.heddle.upstream.UpstreamConnection;
import io.heddle.upstream.UpstreamConnection.ReuseScope;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Pool of idle upstream connections, which it closes unless they are taken out.
///
/// Their number is limited, and so is the time that each may wait. A connection that its peer has
/// closed is found within a second, or when it is to be taken out.
public final class UpstreamPool implements AutoCloseable {
  /// Usual limit of the time that a connection waits.
  public static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

  private static final int MAX_IDLE = 256;
  private static final Duration SWEEP_PERIOD = Duration.ofSeconds(1);

  /// A connection is given up so long before its peer closes it, since a request that crosses the
  /// close may be lost.
  private static final Duration KEEP_ALIVE_MARGIN = Duration.ofSeconds(1);

  /// Time limits of the connections in a pool.
  ///
  /// @param idle limit of the time that a connection waits
  /// @param fresh time after its last use in which its peer does not close it, for all we know: a
  ///     request that cannot be sent again goes on no other
  public record PoolLimits(Duration idle, Duration fresh) {
    /// The usual ones.
    public static final PoolLimits DEFAULT = new PoolLimits(IDLE_TIMEOUT, Duration.ofSeconds(1));
  }

  private final PoolLimits limits;
  private final Map<PoolKey, ArrayDeque<UpstreamConnection>> idle = new HashMap<>();
  private int count;
  private boolean closed;

  /// An empty pool.
  ///
  public UpstreamPool(PoolLimits limits) {
    this.limits = limits;
  }

  /// Takes out the latest reusable connection of `key`, which the caller closes.
  Optional<UpstreamConnection> take(PoolKey key) {
    return take(key, limits.idle().toNanos());
  }

  /// The same, if it has been used just now.
  Optional<UpstreamConnection> takeFresh(PoolKey key) {
    return take(key, limits.fresh().toNanos());
  }

  private Optional<UpstreamConnection> take(PoolKey key, long maxIdleNanos) {
    Optional<UpstreamConnection> latest = removeLatest(key, maxIdleNanos);
    while (latest.isPresent() && !latest.get().isReusable()) {
      latest.get().close();
      latest = removeLatest(key, maxIdleNanos);
    }
    return latest;
  }

  private synchronized Optional<UpstreamConnection> removeLatest(PoolKey key, long maxIdleNanos) {
    ArrayDeque<UpstreamConnection> connections = idle.get(key);
    if (connections == null
        || System.nanoTime() - connections.getLast().idleSinceNanos() >= maxIdleNanos) {
      return Optional.empty();
    }
    UpstreamConnection latest = connections.removeLast();
    removed(key, connections);
    return Optional.of(latest);
  }

  private void removed(PoolKey key, ArrayDeque<UpstreamConnection> connections) {
    count--;
    if (connections.isEmpty()) {
      idle.remove(key);
    }
  }

  /// Puts in a connection whose last response has been read to its end.
  ///
  /// @param scope clients whose requests it may carry from now on, at least one
  /// @param keepAlive time that the peer keeps it, if the peer said so
  void put(
      PoolKey key, UpstreamConnection connection, ReuseScope scope, Optional<Duration> keepAlive) {
    connection.connection().reader().releaseBuffer();
    Duration time =
        keepAlive
            .map(peers -> peers.minus(KEEP_ALIVE_MARGIN))
            .filter(ours -> ours.compareTo(limits.idle()) < 0)
            .orElse(limits.idle());
    add(key, connection.idle(scope, Deadline.after(time))).ifPresent(UpstreamConnection::close);
  }

  /// @return a connection that there is no room for
  private synchronized Optional<UpstreamConnection> add(
      PoolKey key, UpstreamConnection connection) {
    if (closed) {
      return Optional.of(connection);
    }
    Optional<UpstreamConnection> surplus =
        count < MAX_IDLE ? Optional.empty() : Optional.of(removeNextToExpire());
    idle.computeIfAbsent(key, _ -> new ArrayDeque<>(1)).addLast(connection);
    count++;
    notifyAll();
    return surplus;
  }

  private UpstreamConnection removeNextToExpire() {
    var next =
        idle.entrySet().stream()
            .min(Comparator.comparingLong(use -> use.getValue().getFirst().expiry().remaining()))
            .orElseThrow();
    UpstreamConnection connection = next.getValue().removeFirst();
    removed(next.getKey(), next.getValue());
    return connection;
  }

  /// Number of connections that wait.
  public synchronized int count() {
    return count;
  }

  /// Closes all connections that wait. One that is in use comes back after its response: it works.
  public void closeIdle() {
    removeAll().forEach(UpstreamConnection::close);
  }

  /// Closes connections that are not reusable any more, until the pool is closed or the thread is
  /// interrupted.
  public void run() throws InterruptedException {
    while (awaitConnection()) {
      Thread.sleep(SWEEP_PERIOD);
      removeUnusable().forEach(UpstreamConnection::close);
    }
  }

  /// @return whether there is a connection; false if the pool is closed
  private synchronized boolean awaitConnection() throws InterruptedException {
    while (count == 0 && !closed) {
      wait();
    }
    return !closed;
  }

  private synchronized List<UpstreamConnection> removeUnusable() {
    List<UpstreamConnection> unusable = new ArrayList<>();
    for (ArrayDeque<UpstreamConnection> connections : idle.values()) {
      connections.removeIf(connection -> !connection.isReusable() && unusable.add(connection));
    }
    idle.values().removeIf(ArrayDeque::isEmpty);
    count -= unusable.size();
    return unusable;
  }

  /// Closes all connections, and from now on those that are put in.
  @Override
  public void close() {
    end();
    closeIdle();
  }

  private synchronized void end() {
    closed = true;
    notifyAll();
  }

  private synchronized List<UpstreamConnection> removeAll() {
    List<UpstreamConnection> all = idle.values().stream().flatMap(ArrayDeque::stream).toList();
    idle.clear();
    count = 0;
    return all;
  }
}
