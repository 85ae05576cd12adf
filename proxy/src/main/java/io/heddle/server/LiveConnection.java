package io.heddle.server;

import io.heddle.address.Address;
import io.heddle.net.Traffic;
import io.heddle.request.ProxyRequest;
import io.heddle.route.Route;
import io.heddle.udp.UdpStats;
import java.util.Optional;

/// A client's connection as others may look at it while it lives.
///
/// Written by its own thread alone.
public final class LiveConnection {
  private final long id;
  private volatile Address client;
  private final Address listener;
  private volatile Optional<String> objection;
  private final ServerMetrics totals;
  private final Thread thread = Thread.currentThread();
  private volatile long startedNanos = System.nanoTime();
  private volatile Traffic traffic = new Traffic();
  private volatile Optional<ProxyRequest> request = Optional.empty();
  private volatile Optional<Route> route = Optional.empty();
  private volatile Optional<UdpStats> datagrams = Optional.empty();
  private Runnable retirement = () -> {};
  private boolean logged;
  private ConnectionEvent event = new ConnectionEvent();
  private volatile boolean cut;
  private boolean resting;
  private boolean retired;

  LiveConnection(
      long id, Address client, Address listener, Optional<String> objection, ServerMetrics totals) {
    this.id = id;
    this.client = client;
    this.listener = listener;
    this.objection = objection;
    this.totals = totals;
    event.begin();
  }

  /// The number of this connection, counted from the start of the server.
  public long id() {
    return id;
  }

  /// The client's end, as far as it is known by now.
  public Address client() {
    return client;
  }

  /// Where it was accepted.
  public Address listener() {
    return listener;
  }

  /// Why it is one too many; none if it is not.
  Optional<String> objection() {
    return objection;
  }

  /// When it was accepted, or the present request began if that is not its first, on the clock of
  /// [System#nanoTime].
  public long startedNanos() {
    return startedNanos;
  }

  /// What the present request has moved.
  public Traffic traffic() {
    return traffic;
  }

  /// The request being served.
  public Optional<ProxyRequest> request() {
    return request;
  }

  /// The way chosen for it.
  public Optional<Route> route() {
    return route;
  }

  /// The datagrams of the present request, if it is for an association.
  public Optional<UdpStats> datagrams() {
    return datagrams;
  }

  /// Where what it does is counted.
  ServerMetrics totals() {
    return totals;
  }

  /// Ends it: its thread is interrupted and closes what it has.
  public void cut() {
    cut = true;
    thread.interrupt();
  }

  /// Whether somebody has ended it.
  boolean isCut() {
    return cut;
  }

  /// Ends it when it has no request, at once or when it comes to that.
  synchronized void retire() {
    retired = true;
    retirement.run();
    if (resting) {
      cut();
    }
  }

  /// It is more than one thread that serves it: `action` tells the others when it retires.
  synchronized void onRetirement(Runnable action) {
    retirement = action;
    if (retired) {
      action.run();
    }
  }

  /// The connection has no request, and waits for one.
  ///
  /// @return whether it may: not if it is one too many
  synchronized boolean rest() {
    resting = true;
    return !retired && objection.isEmpty();
  }

  /// The next request has come.
  ///
  /// @return whether it may be served
  synchronized boolean wake() {
    resting = false;
    startedNanos = System.nanoTime();
    event = new ConnectionEvent();
    event.begin();
    return !retired;
  }

  void identify(Address newClient, Optional<String> newObjection) {
    client = newClient;
    objection = newObjection;
  }

  void begin(ProxyRequest newRequest) {
    route = Optional.empty();
    request = Optional.of(newRequest);
  }

  /// The present request has ended, or the attempt at one.
  void end(RequestResult ending) {
    totals.ended(this, ending);
    event.commit(this, ending);
    request = Optional.empty();
    logged = true;
    traffic = new Traffic();
    datagrams = Optional.empty();
  }

  /// Whether it has had a line in the log.
  boolean isLogged() {
    return logged;
  }

  void route(Route chosen) {
    route = Optional.of(chosen);
  }

  void datagrams(UdpStats tally) {
    datagrams = Optional.of(tally);
  }

  /// The way it took in the end, which may be one of several behind the outbound chosen.
  void went(String via) {
    route = route.map(chosen -> new Route(chosen.rule(), via));
  }
}
