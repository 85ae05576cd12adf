package io.heddle.server.connection;

import io.heddle.address.Address;
import io.heddle.net.Traffic;
import io.heddle.request.ProxyRequest;
import io.heddle.request.Refusal;
import io.heddle.route.Fault;
import io.heddle.route.ProgramNames;
import io.heddle.route.Router.Route;
import io.heddle.server.connection.RequestState.OpenState;
import io.heddle.udp.UdpStats;
import java.time.Duration;
import java.util.Optional;
import jdk.jfr.FlightRecorder;

/// Request on a client connection, from its first byte to its end.
///
/// Begins before it is received, with its connection or the end of the keep-alive wait, so that its
/// time includes that of its head and a client that never sends one can be told of. Written by the
/// thread of its connection alone, read by any thread.
public final class LiveRequest {
  private final LiveConnection connection;
  private final long startedNanos = System.nanoTime();
  private final Traffic traffic;
  private final Optional<RequestTimeline> timeline;

  /// Empty while nobody records: the classes of events take long to load.
  private final Optional<ConnectionEvent> event =
      FlightRecorder.isInitialized() ? Optional.of(new ConnectionEvent()) : Optional.empty();

  private volatile RequestState state = OpenState.PENDING;
  private volatile Optional<ProxyRequest> proxyRequest = Optional.empty();
  private volatile Optional<Route> route = Optional.empty();
  private volatile Optional<String> upstreamPath = Optional.empty();
  private volatile Optional<UdpStats> datagrams = Optional.empty();

  LiveRequest(LiveConnection connection) {
    this.connection = connection;
    timeline = connection.observers().newTimeline();
    traffic = new Traffic(timeline.map(one -> one::markFirstByte));
    if (event.isPresent()) {
      event.get().begin();
    }
  }

  /// The number of its connection, as in the log.
  public long id() {
    return connection.id();
  }

  public Address client() {
    return connection.client();
  }

  /// The address at which its connection was accepted.
  public Address listener() {
    return connection.listener();
  }

  /// The name of the program of the client; empty if it has not been found.
  public String process() {
    return ClientPrograms.nameOf(connection);
  }

  /// The names of the program of the client, for rules.
  public ProgramNames programNames() {
    return connection;
  }

  public RequestState state() {
    return state;
  }

  /// The request itself, once it is received.
  public Optional<ProxyRequest> proxyRequest() {
    return proxyRequest;
  }

  /// The rule and the outbound that it has chosen, once the request is routed.
  public Optional<Route> route() {
    return route;
  }

  /// The outbound that the request goes through: at first the one that the rule has chosen, later
  /// with the member that a group has chosen, such as `group/member`. Of an association, all
  /// outbounds that its datagrams have taken.
  public Optional<String> upstreamPath() {
    return upstreamPath
        .or(() -> route.map(Route::outbound))
        .or(() -> datagrams.map(UdpStats::routes));
  }

  /// The rule that has chosen the outbound, or the rules of its datagrams; empty for none.
  public String rule() {
    return route.map(Route::rule).or(() -> datagrams.map(UdpStats::rules)).orElse("");
  }

  /// The fault of the rule, or the faults of its datagrams; empty for none.
  public String fault() {
    return route
        .flatMap(Route::fault)
        .map(Fault::toString)
        .or(() -> datagrams.map(UdpStats::faults))
        .orElse("");
  }

  /// Counters of the bytes that the request has moved.
  public Traffic traffic() {
    return traffic;
  }

  /// The timeline, if the history of requests is kept.
  public Optional<RequestTimeline> timeline() {
    return timeline;
  }

  /// Counters of the datagrams, if the request has opened an association.
  public Optional<UdpStats> datagrams() {
    return datagrams;
  }

  /// The time of the beginning, on the clock of [System#nanoTime].
  public long startedNanos() {
    return startedNanos;
  }

  public Duration age() {
    long until = state instanceof RequestState.Ended(var _, long nanos) ? nanos : System.nanoTime();
    return Duration.ofNanos(until - startedNanos);
  }

  /// Whether a person has closed its connection.
  public boolean isClosedByAdmin() {
    return connection.isClosedByAdmin();
  }

  /// Whether the client has been sent no part of the answer.
  public boolean isUnanswered() {
    return state instanceof OpenState
        && state != OpenState.RELAYING
        && traffic.download().get() == 0;
  }

  /// Notes that the client has sent the whole request.
  public void markReceived(ProxyRequest complete) {
    proxyRequest = Optional.of(complete);
    enter(OpenState.RECEIVED);
  }

  /// Notes the choice of the rules.
  public void setRoute(Route chosen) {
    route = Optional.of(chosen);
    enter(OpenState.ROUTED);
  }

  /// Notes that a connection to the target is being opened.
  public void markConnecting() {
    enter(OpenState.CONNECTING);
  }

  /// Notes that the request has its upstream connection, and the path of that.
  public void markConnected(String path) {
    upstreamPath = Optional.of(path);
    enter(OpenState.CONNECTED);
  }

  /// Notes that the tunnel is open.
  public void markRelaying() {
    enter(OpenState.RELAYING);
  }

  /// Notes that the association is open.
  public void markRelaying(UdpStats counters) {
    datagrams = Optional.of(counters);
    enter(OpenState.RELAYING);
  }

  /// Tells all listeners that some datagrams of the association cannot be sent, while it goes on.
  public void reportRefusedDatagrams(Route datagramRoute, Refusal refusal) {
    for (RequestListener listener : connection.observers().listeners()) {
      listener.datagramsRefused(this, datagramRoute, refusal);
    }
  }

  /// Ends the request and tells all listeners. Called once.
  public void end(RequestResult result) {
    enter(new RequestState.Ended(result, System.nanoTime()));
    if (event.isPresent()) {
      event.get().commit(this, result);
    }
    connection.requestEnded(this, result);
  }

  private void enter(RequestState next) {
    if (state instanceof RequestState.Ended) {
      throw new IllegalStateException("the request on connection " + id() + " has ended");
    }
    state = next;
  }
}
