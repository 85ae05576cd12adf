package io.heddle.admin;

import io.heddle.address.Address;
import io.heddle.concurrent.Supervisor;
import io.heddle.outbound.Outbound;
import io.heddle.outbound.OutboundGroup;
import io.heddle.request.PrintableText;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.ResolveRequest;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.server.ProxyServer;
import io.heddle.server.connection.ClientPrograms;
import io.heddle.server.connection.LiveConnection;
import io.heddle.server.connection.LiveConnections;
import io.heddle.server.connection.LiveRequest;
import io.heddle.server.connection.RequestRecord;
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

/// Read access to a running proxy for its status and its metrics. For any thread; without an effect
/// on connections.
///
/// @param config the configuration file, if there is one
/// @param reloads the state of the last reload
/// @param startedNanos when this proxy was started, by [System#nanoTime]: the wall clock may be set
public record ProxyMonitor(
    ProxyServer server,
    String version,
    Optional<String> config,
    long startedNanos,
    ReloadState reloads,
    TrafficHistory history) {
  /// The longest list of connections: a response has a limited size.
  private static final int MAX_LISTED = 500;

  private static final int MAX_NAME = 300;
  private static final String NOTHING = "";

  /// Monitors a proxy that has just been started.
  public static ProxyMonitor of(ProxyServer server, String version, Optional<String> config) {
    TrafficHistory history = new TrafficHistory(server);
    return new ProxyMonitor(server, version, config, System.nanoTime(), new ReloadState(), history);
  }

  /// Records the history of the traffic from now on, in the background.
  public void recordTraffic() {
    if (!history.begin()) {
      return;
    }
    Thread.ofVirtual()
        .name("traffic-history")
        .start(() -> Supervisor.runInterruptibly("the traffic history", history::record));
  }

  /// Keeps the history of requests from now on, until [#releaseHistory].
  public void keepHistory() {
    server.connections().observers().keepHistory();
  }

  /// Forgets the history of requests, unless another user needs it.
  public void releaseHistory() {
    server.connections().observers().releaseHistory();
  }

  /// The last requests that have ended after the one with this id, newest first.
  List<RequestRecord> requests(long since) {
    return server
        .connections()
        .observers()
        .history()
        .map(history -> history.since(since))
        .orElse(List.of());
  }

  /// The status at this moment.
  public Status status() {
    LiveConnections connections = server.connections();
    ServerMetrics metrics = server.metrics();
    TrafficTotals traffic = server.traffic();
    return new Status(
        version,
        Instant.now(),
        Duration.ofNanos(System.nanoTime() - startedNanos),
        config,
        server.accepts() ? Status.Phase.RUNNING : Status.Phase.DRAINING,
        reloads.failure(),
        server.addresses().stream().map(Address::toString).toList(),
        connections.count(),
        connections.accepted(),
        connections.rejected().count(),
        traffic.upload(),
        traffic.download(),
        connections(connections),
        metrics.failures().stream().map(ProxyMonitor::failure).toList(),
        outbounds(metrics.outbounds()),
        new Status.NetworkStatus(metrics.networkChanges(), metrics.lastNetworkChange()),
        history.samples());
  }

  /// The latest connections: a user looks for the one just opened.
  private static List<Status.ActiveConnection> connections(LiveConnections connections) {
    List<LiveConnection> latest =
        connections.all().stream()
            .sorted(Comparator.comparingLong(LiveConnection::id).reversed())
            .limit(MAX_LISTED)
            .toList();
    connections.observers().programs().name(latest);
    return latest.stream().map(ProxyMonitor::connection).toList();
  }

  private static Status.ActiveConnection connection(LiveConnection connection) {
    Optional<LiveRequest> current = connection.current();
    Optional<ProxyRequest> request = current.flatMap(LiveRequest::proxyRequest);
    Optional<Client> client = request.map(ProxyRequest::client);
    return new Status.ActiveConnection(
        connection.id(),
        connection.client().toString(),
        ClientPrograms.nameOf(connection),
        client.flatMap(Client::user).map(ProxyMonitor::name).orElse(NOTHING),
        client.map(asker -> asker.protocol().toString()).orElse(NOTHING),
        request.map(ProxyMonitor::target).orElse(NOTHING),
        current.map(LiveRequest::rule).orElse(NOTHING),
        current.flatMap(LiveRequest::upstreamPath).orElse(NOTHING),
        connection.fault(),
        current.map(one -> one.traffic().upload().get()).orElse(0L),
        current.map(one -> one.traffic().download().get()).orElse(0L),
        Duration.ofNanos(System.nanoTime() - connection.activeSinceNanos()),
        current.flatMap(ProxyMonitor::progress));
  }

  private static Optional<Status.RequestProgress> progress(LiveRequest current) {
    return current
        .timeline()
        .map(timeline ->
            new Status.RequestProgress(
                current.proxyRequest().map(ProxyMonitor::method).orElse(NOTHING),
                current.startedNanos(),
                timeline));
  }

  private static String method(ProxyRequest request) {
    return RequestRecord.Requested.of(request).method();
  }

  /// A certificate may have any text as the name of its user.
  private static String name(String user) {
    return PrintableText.of(user, MAX_NAME);
  }

  private static String target(ProxyRequest request) {
    return switch (request) {
      case Tunnel tunnel -> tunnel.target().toString();
      case Forward forward -> forward.target().toString();
      case ResolveRequest resolve -> "resolve " + resolve.target().host();
      case Associate _ -> "udp";
    };
  }

  private static Status.FailedRequest failure(FailureRecord failure) {
    return new Status.FailedRequest(
        failure.time(),
        failure.id(),
        failure.address().toString(),
        failure.client().flatMap(Client::user).map(ProxyMonitor::name).orElse(NOTHING),
        failure.target().map(Object::toString).orElse(NOTHING),
        failure.rule().orElse(NOTHING),
        failure.upstreamPath().orElse(NOTHING),
        failure.sentence());
  }

  private List<Status.OutboundStatus> outbounds(Map<String, OutboundStats> stats) {
    return server.configuration().outbounds().values().stream()
        .sorted(Comparator.comparing(Outbound::name))
        .map(outbound -> outbound(outbound, Optional.ofNullable(stats.get(outbound.name()))))
        .toList();
  }

  private static Status.OutboundStatus outbound(Outbound outbound, Optional<OutboundStats> stats) {
    Optional<String> lastError = stats.flatMap(OutboundStats::lastError);
    return new Status.OutboundStatus(
        outbound.name(),
        stats.map(all -> all.opened().count()).orElse(0L),
        stats.map(all -> all.failed().count()).orElse(0L),
        stats.map(all -> all.opened().mean()).orElse(Duration.ZERO),
        outbound instanceof OutboundGroup ? NOTHING : lastError.orElse(NOTHING),
        outbound.health());
  }
}
