package io.heddle.server.connection;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.net.MemoryBudget;
import io.heddle.net.MemoryBudget.HeapGuard;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.tinylog.Logger;

/// Registry of the open client connections, and their limits.
public final class LiveConnections {
  /// Bytes of one connection while its client and its target are slow. Measured: 12 KB.
  static final int CONNECTION_MEMORY = 12 * 1024;

  /// A target may have one of so many parts of all places, without being reported.
  private static final int TARGET_PARTS = 4;

  private final RequestObservers observers;
  private final MemoryBudget memory;
  private final RejectedClients rejected = new RejectedClients();
  private final HeapGuard heapGuard = new HeapGuard(HeapGuard.OF_PROCESS);
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Long, LiveConnection> connections = new ConcurrentHashMap<>();
  private final Map<Host, Integer> admittedPerClient = new HashMap<>();
  private volatile ConnectionLimits limits = ConnectionLimits.NONE;
  private int admitted;

  /// A registry without connections or limits.
  ///
  /// @param listeners to the requests of all connections, in the order in which they are told
  /// @param memory of connections. Each takes all that it may need when it comes: so many may come
  ///     before the heap is full that it would be too late to refuse others
  public LiveConnections(List<RequestListener> listeners, MemoryBudget memory) {
    this.memory = memory;
    observers = new RequestObservers(listeners, this::all);
  }

  /// What is told of the requests of all connections.
  public RequestObservers observers() {
    return observers;
  }

  /// Sets the limits of new connections. Open connections stay, even if they are too many now.
  public synchronized void limit(ConnectionLimits newLimits) {
    limits = newLimits;
  }

  /// Runs the task of a client connection in the calling thread, and has the connection in the
  /// registry meanwhile. A connection that exceeds a limit is in it, too, so that its client gets an
  /// answer. Throws nothing: failures go to the log.
  ///
  /// @param listener the address at which it was accepted
  public void run(Address client, Address listener, ConnectionTask task) {
    LiveConnection connection = add(client, listener);
    try {
      task.run(connection);
    } catch (IOException e) {
      connection.abandonRequest();
    } catch (RuntimeException | Error e) {
      Logger.error(e, "connection #{} failed", connection.id());
    } finally {
      remove(connection);
    }
  }

  private LiveConnection add(Address client, Address listener) {
    LiveConnection connection =
        new LiveConnection(
            lastId.incrementAndGet(), client, listener, admit(host(client)), observers);
    connections.put(connection.id(), connection);
    observers.connected(connection);
    int limit = limits.total();
    if (connections.size() > limit / TARGET_PARTS) {
      TargetShareWarning.check(all(), limit, limit / TARGET_PARTS);
    }
    return connection;
  }

  private void remove(LiveConnection connection) {
    connections.remove(connection.id());
    releasePlace(connection);
  }

  /// Makes it the connection of another client than its socket shows; it counts as that one's from
  /// now on.
  public void identify(LiveConnection connection, Address client) {
    releasePlace(connection);
    connection.identify(client, admit(host(client)));
  }

  /// Refuses the requests of a connection. Others may take its place.
  public void refuse(LiveConnection connection, Refusal refusal) {
    releasePlace(connection);
    connection.identify(connection.client(), Optional.of(refusal));
  }

  private void releasePlace(LiveConnection connection) {
    if (connection.refusal().isEmpty()) {
      release(host(connection.client()));
    }
  }

  /// Takes a place for a client. Connections without a place do not count: those that came in time
  /// keep theirs, however many more are being refused.
  ///
  /// @return the refusal by a limit that is exceeded; empty if the place is taken
  private synchronized Optional<Refusal> admit(Optional<Host> client) {
    if (admitted >= limits.total()) {
      return limitReached("this proxy has " + limits.total() + " connections, its limit");
    }
    int ofClient = client.map(host -> admittedPerClient.getOrDefault(host, 0)).orElse(0);
    if (limits.perClient() > 0 && ofClient >= limits.perClient()) {
      return limitReached(
          "this client has " + limits.perClient() + " connections, the limit for one");
    }
    if (heapGuard.isFull() || !memory.take(CONNECTION_MEMORY)) {
      return limitReached("this proxy has no memory left for more connections");
    }
    admitted++;
    client.ifPresent(host -> admittedPerClient.merge(host, 1, Integer::sum));
    return Optional.empty();
  }

  private static Optional<Refusal> limitReached(String why) {
    return Optional.of(new Refusal(Reason.LIMIT_REACHED, why));
  }

  /// Whether there is too little memory for anything new.
  public boolean isHeapFull() {
    return heapGuard.isFull();
  }

  private synchronized void release(Optional<Host> client) {
    admitted--;
    memory.give(CONNECTION_MEMORY);
    client.ifPresent(
        host -> admittedPerClient.computeIfPresent(host, (key, n) -> n == 1 ? null : n - 1));
  }

  /// The number of connections since the start of the program.
  public long accepted() {
    return lastId.get();
  }

  /// Connections that listeners have closed at once, which are in no other figure.
  public RejectedClients rejected() {
    return rejected;
  }

  /// Closes a connection as a person has asked for.
  ///
  /// @return whether there is one of that number
  public boolean closeByAdmin(long id) {
    Optional<LiveConnection> found = Optional.ofNullable(connections.get(id));
    found.ifPresent(LiveConnection::closeByAdmin);
    return found.isPresent();
  }

  /// The open connections.
  public Collection<LiveConnection> all() {
    return Collections.unmodifiableCollection(connections.values());
  }

  /// The number of open connections.
  public int count() {
    return connections.size();
  }

  private static Optional<Host> host(Address address) {
    return address instanceof Endpoint endpoint ? Optional.of(endpoint.host()) : Optional.empty();
  }

  /// Limits of the number of open connections.
  ///
  /// @param total in all
  /// @param perClient from one IP address; 0 for no limit
  public record ConnectionLimits(int total, int perClient) {
    static final ConnectionLimits NONE = new ConnectionLimits(Integer.MAX_VALUE, 0);
  }
}
