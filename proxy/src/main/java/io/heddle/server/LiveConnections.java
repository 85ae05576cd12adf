package io.heddle.server;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.tinylog.Logger;

/// All connections of the server, and how many there may be.
public final class LiveConnections {
  /// How many there may be.
  ///
  /// @param total in all
  /// @param perClient from one IP address; 0 for no limit
  public record Limits(int total, int perClient) {}

  private final ServerMetrics totals = new ServerMetrics();
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Long, LiveConnection> connections = new ConcurrentHashMap<>();
  private final Map<Host, Integer> admittedPerClient = new HashMap<>();
  private Limits limits;
  private int admitted;
  private TrafficTotals lastAmounts = new TrafficTotals();

  /// No connections yet.
  public LiveConnections(Limits limits) {
    this.limits = limits;
  }

  /// How many there may be from now on. Those that are more keep their places.
  public synchronized void limit(Limits newLimits) {
    limits = newLimits;
  }

  /// What a client's connection does, from its beginning to its end.
  @FunctionalInterface
  interface Story {
    /// Runs it.
    ///
    /// @throws IOException if the client is gone or too slow, or the thread was interrupted
    void run(LiveConnection live) throws IOException;
  }

  /// Runs the story of a client's connection, which lives as long. It does even if it is one too
  /// many, so that it can be told. Never fails: the log has what went wrong.
  ///
  /// @param listener where it was accepted
  void run(Address client, Address listener, Story story) {
    LiveConnection live = enter(client, listener);
    try {
      story.run(live);
    } catch (IOException e) {
      ConnectionLog.abandoned(live);
    } catch (RuntimeException | Error e) {
      Logger.error(e, "connection #{} failed", live.id());
    } finally {
      leave(live);
    }
  }

  private LiveConnection enter(Address client, Address listener) {
    LiveConnection connection =
        new LiveConnection(lastId.incrementAndGet(), client, listener, admit(host(client)), totals);
    connections.put(connection.id(), connection);
    return connection;
  }

  private void leave(LiveConnection connection) {
    connections.remove(connection.id());
    giveUpPlace(connection);
  }

  /// The connection turns out to be of another client than its socket shows, and counts as that
  /// one's.
  void identify(LiveConnection connection, Address client) {
    giveUpPlace(connection);
    connection.identify(client, admit(host(client)));
  }

  private void giveUpPlace(LiveConnection connection) {
    if (connection.objection().isEmpty()) {
      release(host(connection.client()));
    }
  }

  /// Takes a place for a client, or says why there is none. Who has no place counts for nothing:
  /// those who came in time keep theirs, however many more are being refused.
  private synchronized Optional<String> admit(Optional<Host> client) {
    if (admitted >= limits.total()) {
      return Optional.of("this proxy has " + limits.total() + " connections, its limit");
    }
    int ofClient = client.map(host -> admittedPerClient.getOrDefault(host, 0)).orElse(0);
    if (limits.perClient() > 0 && ofClient >= limits.perClient()) {
      return Optional.of(
          "this client has " + limits.perClient() + " connections, the limit for one");
    }
    admitted++;
    client.ifPresent(host -> admittedPerClient.merge(host, 1, Integer::sum));
    return Optional.empty();
  }

  private synchronized void release(Optional<Host> client) {
    admitted--;
    client.ifPresent(
        host -> admittedPerClient.computeIfPresent(host, (key, n) -> n == 1 ? null : n - 1));
  }

  /// Refuses a connection that is one too many.
  void check(LiveConnection connection) throws RefusedException {
    Optional<String> objection = connection.objection();
    if (objection.isPresent()) {
      throw new RefusedException(Reason.LIMIT_REACHED, objection.get());
    }
  }

  /// Counts of what has ended.
  public ServerMetrics totals() {
    return totals;
  }

  /// How many there have been.
  public long accepted() {
    return lastId.get();
  }

  /// How much has been relayed so far, by those that have ended and those that live.
  public synchronized TrafficTotals amounts() {
    TrafficTotals amounts = totals.amounts();
    for (LiveConnection connection : connections.values()) {
      amounts.add(connection.traffic());
      connection.datagrams().ifPresent(amounts::add);
    }
    amounts.raiseTo(lastAmounts);
    lastAmounts = amounts;
    return amounts;
  }

  /// Ends one.
  ///
  /// @return whether there was one of that number
  public boolean cut(long id) {
    Optional<LiveConnection> found = Optional.ofNullable(connections.get(id));
    found.ifPresent(LiveConnection::cut);
    return found.isPresent();
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
