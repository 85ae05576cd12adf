package io.heddle.server;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// All connections of the server, and how many there may be.
public final class LiveConnections {
  /// How many there may be.
  ///
  /// @param total in all
  /// @param perClient from one IP address; 0 for no limit
  public record Limits(int total, int perClient) {}

  private final Limits limits;
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Long, LiveConnection> connections = new ConcurrentHashMap<>();
  private final Map<Host, Integer> perClient = new ConcurrentHashMap<>();

  /// No connections yet.
  public LiveConnections(Limits limits) {
    this.limits = limits;
  }

  /// A connection of the calling thread, which leaves it by [#leave].
  LiveConnection enter(Address client) {
    LiveConnection connection = new LiveConnection(lastId.incrementAndGet(), client);
    connections.put(connection.id(), connection);
    host(client).ifPresent(host -> perClient.merge(host, 1, Integer::sum));
    return connection;
  }

  void leave(LiveConnection connection) {
    connections.remove(connection.id());
    host(connection.client())
        .ifPresent(host -> perClient.computeIfPresent(host, (key, n) -> n == 1 ? null : n - 1));
  }

  /// Refuses a connection that is one too many. It has entered nonetheless, so that it can be told.
  void check(LiveConnection connection) throws RefusedException {
    if (connections.size() > limits.total()) {
      throw new RefusedException(
          Reason.LIMIT_REACHED, "this proxy has " + limits.total() + " connections, its limit");
    }
    int ofClient = host(connection.client()).map(host -> perClient.getOrDefault(host, 0)).orElse(0);
    if (limits.perClient() > 0 && ofClient > limits.perClient()) {
      throw new RefusedException(
          Reason.LIMIT_REACHED,
          "this client has " + limits.perClient() + " connections, the limit for one");
    }
  }

  /// Those that live now.
  public Collection<LiveConnection> all() {
    return Collections.unmodifiableCollection(connections.values());
  }

  /// How many live now.
  public int count() {
    return connections.size();
  }

  private static Optional<Host> host(Address address) {
    return address instanceof Endpoint endpoint ? Optional.of(endpoint.host()) : Optional.empty();
  }
}
