package io.heddle.admin;

import io.heddle.address.Address;
import io.heddle.concurrent.Supervisor;
import io.heddle.outbound.Outbound;
import io.heddle.outbound.OutboundGroup;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.server.ProxyServer;
import io.heddle.server.connection.LiveConnections;
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
        ConnectionList.of(connections, _ -> true),
        metrics.failures().stream().map(ProxyMonitor::failure).toList(),
        outbounds(metrics.outbounds()),
        new Status.NetworkStatus(metrics.networkChanges(), metrics.lastNetworkChange()),
        history.samples());
  }

  /// The status for the clients of one listener alone.
  Status status(Address listener) {
    return status()
        .restrictedTo(
            ConnectionList.of(server.connections(), one -> one.listener().equals(listener)));
  }

  private static Status.FailedRequest failure(FailureRecord failure) {
    return new Status.FailedRequest(
        failure.time(),
        failure.id(),
        failure.address().toString(),
        failure.client().flatMap(Client::user).map(ConnectionList::name).orElse(NOTHING),
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
