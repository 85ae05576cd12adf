package io.heddle.admin;

import io.heddle.address.Address;
import io.heddle.outbound.Outbound;
import io.heddle.outbound.OutboundGroup;
import io.heddle.request.Client;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.route.Route;
import io.heddle.server.ProxyServer;
import io.heddle.server.connection.LiveConnection;
import io.heddle.server.connection.LiveConnections;
import io.heddle.server.connection.LiveRequest;
import io.heddle.server.metrics.FailureRecord;
import io.heddle.server.metrics.OutboundStats;
import io.heddle.server.metrics.ServerMetrics;
import io.heddle.server.metrics.TrafficTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks at a running proxy. For any thread; disturbs nobody.
///
/// @param config the file that the proxy runs by
/// @param started when
public record ProxyMonitor(
    ProxyServer server,
    String version,
    Optional<String> config,
    Instant started,
    TrafficHistory history) {
  /// How many connections are listed, so that an answer has an end.
  private static final int LISTED = 500;

  private static final String NOTHING = "";

  /// A look at this proxy from now on.
  public static ProxyMonitor of(ProxyServer server, String version, Optional<String> config) {
    TrafficHistory history = new TrafficHistory(server);
    return new ProxyMonitor(server, version, config, Instant.now(), history);
  }

  /// Keeps a history of the traffic from now on, in the background.
  public void keepHistory() {
    Thread.ofVirtual().name("history").start(history::run);
  }

  /// All there is to see.
  public Status now() {
    LiveConnections connections = server.connections();
    ServerMetrics totals = server.metrics();
    TrafficTotals amounts = server.traffic();
    Instant now = Instant.now();
    return new Status(
        version,
        now,
        Duration.between(started, now),
        config,
        server.addresses().stream().map(Address::toString).toList(),
        connections.count(),
        connections.accepted(),
        amounts.upload(),
        amounts.download(),
        live(connections),
        totals.failures().stream().map(ProxyMonitor::failed).toList(),
        ways(totals.outbounds()),
        history.samples());
  }

  /// The latest, which are the ones that somebody has just opened.
  private static List<Status.ActiveConnection> live(LiveConnections connections) {
    return connections.all().stream()
        .sorted(Comparator.comparingLong(LiveConnection::id).reversed())
        .limit(LISTED)
        .map(ProxyMonitor::live)
        .toList();
  }

  private static Status.ActiveConnection live(LiveConnection connection) {
    Optional<LiveRequest> current = connection.current();
    Optional<ProxyRequest> request = current.flatMap(LiveRequest::proxyRequest);
    Optional<Client> client = request.map(ProxyRequest::client);
    return new Status.ActiveConnection(
        connection.id(),
        connection.client().toString(),
        client.flatMap(Client::user).orElse(NOTHING),
        client.map(asker -> asker.protocol().toString()).orElse(NOTHING),
        request.map(ProxyMonitor::target).orElse(NOTHING),
        current.flatMap(LiveRequest::route).map(Route::rule).orElse(NOTHING),
        current.flatMap(LiveRequest::upstreamPath).orElse(NOTHING),
        current.map(one -> one.traffic().upload().get()).orElse(0L),
        current.map(one -> one.traffic().download().get()).orElse(0L),
        Duration.ofNanos(System.nanoTime() - connection.activeSinceNanos()));
  }

  private static String target(ProxyRequest request) {
    return switch (request) {
      case Tunnel tunnel -> tunnel.target().toString();
      case Forward forward -> forward.target().toString();
      case Associate _ -> "udp";
    };
  }

  private static Status.FailedRequest failed(FailureRecord failure) {
    return new Status.FailedRequest(
        failure.time(),
        failure.id(),
        failure.address().toString(),
        failure.client().flatMap(Client::user).orElse(NOTHING),
        failure.target().map(Object::toString).orElse(NOTHING),
        failure.rule().orElse(NOTHING),
        failure.upstreamPath().orElse(NOTHING),
        failure.sentence());
  }

  private List<Status.OutboundStatus> ways(Map<String, OutboundStats> dials) {
    return server.configuration().outbounds().values().stream()
        .sorted(Comparator.comparing(Outbound::name))
        .map(outbound -> way(outbound, Optional.ofNullable(dials.get(outbound.name()))))
        .toList();
  }

  private static Status.OutboundStatus way(Outbound outbound, Optional<OutboundStats> dials) {
    Optional<String> complaint = dials.flatMap(OutboundStats::lastError);
    return new Status.OutboundStatus(
        outbound.name(),
        dials.map(all -> all.opened().count()).orElse(0L),
        dials.map(all -> all.failed().count()).orElse(0L),
        outbound instanceof OutboundGroup ? NOTHING : complaint.orElse(NOTHING),
        outbound instanceof OutboundGroup group ? group.health() : List.of());
  }
}
