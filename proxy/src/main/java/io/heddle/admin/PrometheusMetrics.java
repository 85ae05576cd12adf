package io.heddle.admin;

import io.heddle.dial.Dialer;
import io.heddle.fault.FaultKind;
import io.heddle.jdk.BlockingCheck;
import io.heddle.outbound.OutboundGroup;
import io.heddle.request.ProxyRequest.Client.ClientProtocol;
import io.heddle.server.connection.LiveConnections;
import io.heddle.server.metrics.OutboundStats;
import io.heddle.server.metrics.OutboundStats.LatencyHistogram;
import io.heddle.server.metrics.ServerMetrics;
import io.heddle.server.metrics.TrafficTotals;
import io.heddle.udp.DropReason;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Metrics of the proxy for Prometheus. No label takes its value from a client, so each has few
/// values.
final class PrometheusMetrics {
  private final PrometheusWriter out = new PrometheusWriter();
  private final ProxyMonitor proxy;

  private PrometheusMetrics(ProxyMonitor proxy) {
    this.proxy = proxy;
  }

  static String of(ProxyMonitor proxy) {
    assert BlockingCheck.isAllowed();
    return new PrometheusMetrics(proxy).text();
  }

  private String text() {
    LiveConnections connections = proxy.server().connections();
    ServerMetrics metrics = proxy.server().metrics();
    out.gauge("heddle_build_info", "Version of the running program.")
        .add(1, "version", proxy.version());
    out.counter("heddle_connections_total", "Accepted client connections.")
        .add(connections.accepted());
    out.counter(
            "heddle_connections_rejected_total",
            "Connections closed because the clients of the listener do not include the client.")
        .add(connections.rejected().count());
    out.counter(
            "heddle_connections_of_other_users_total",
            "Connections refused because they belong to another user of this machine.")
        .add(connections.rejected().otherUsers());
    out.gauge("heddle_connections_active", "Open client connections.").add(connections.count());
    writeRequests(metrics);
    writeTraffic(proxy.server().traffic());
    writeFaults(metrics);
    out.counter(
            "heddle_network_changes_total",
            "Changes of the network of this machine, and times that it slept.")
        .add(metrics.networkChanges());
    writeDials(metrics.outbounds());
    writeGroups();
    ProcessMetrics.write(out);
    return out.toString();
  }

  private void writeRequests(ServerMetrics metrics) {
    out.counter("heddle_requests_total", "Completed requests, by outcome.");
    metrics
        .requests()
        .forEach((kind, count) ->
            out.add(
                count.sum(),
                "protocol",
                kind.protocol().map(ClientProtocol::toString).orElse("unknown"),
                "outcome",
                kind.outcome().replace('-', '_')));
    out.counter("heddle_requests_refused_total", "Refused requests, by reason.");
    metrics
        .refusals()
        .forEach((reason, count) ->
            out.add(count.sum(), "reason", reason.name().toLowerCase(Locale.ROOT)));
    out.counter("heddle_policy_denials_total", "Requests that a policy has denied, by its name.");
    metrics.denials().forEach((policy, count) -> out.add(count.sum(), "policy", policy));
  }

  private void writeTraffic(TrafficTotals traffic) {
    out.counter("heddle_relayed_bytes_total", "Bytes from clients (upload) and to them.")
        .add(traffic.upload(), "direction", "upload")
        .add(traffic.download(), "direction", "download");
    out.counter("heddle_udp_datagrams_total", "Datagrams from clients (upload) and to them.")
        .add(traffic.datagramsUp(), "direction", "upload")
        .add(traffic.datagramsDown(), "direction", "download");
    out.counter("heddle_udp_drops_total", "Dropped datagrams, by reason.");
    for (DropReason reason : DropReason.values()) {
      out.add(traffic.drops(reason), "reason", reason.toString().replace('-', '_'));
    }
  }

  private void writeFaults(ServerMetrics metrics) {
    out.counter("heddle_faults_total", "Faults that rules have injected, by kind.");
    for (FaultKind kind : FaultKind.values()) {
      out.add(metrics.faults(kind), "fault", kind.toString());
    }
  }

  private void writeDials(Map<String, OutboundStats> outbounds) {
    out.gauge(
            "heddle_dial_extra_attempts",
            "Connection attempts under way besides the first of each target.")
        .add(Dialer.extraAttempts());
    out.histogram(
        "heddle_dial_duration_seconds", "Time to open a connection to a target, by outbound.");
    outbounds.forEach((outbound, stats) -> {
      writeHistogram(stats.opened(), outbound, "opened");
      writeHistogram(stats.failed(), outbound, "failed");
    });
  }

  private void writeHistogram(LatencyHistogram durations, String outbound, String outcome) {
    List<Long> counts = durations.counts();
    long sum = 0;
    for (int i = 0; i < counts.size(); i++) {
      sum += counts.get(i);
      String bound =
          i < LatencyHistogram.BOUNDS.size() ? seconds(LatencyHistogram.BOUNDS.get(i)) : "+Inf";
      out.addTo("_bucket", sum, "outbound", outbound, "outcome", outcome, "le", bound);
    }
    out.addTo("_count", sum, "outbound", outbound, "outcome", outcome);
    out.addSum(durations.sum().toNanos() / 1e9, "outbound", outbound, "outcome", outcome);
  }

  private static String seconds(Duration duration) {
    return Double.toString(duration.toMillis() / 1000.0);
  }

  private void writeGroups() {
    out.gauge(
        "heddle_outbound_member_up", "Whether the last request to a member of a group succeeded.");
    proxy.server().configuration().outbounds().values().stream()
        .filter(OutboundGroup.class::isInstance)
        .map(OutboundGroup.class::cast)
        .forEach(group -> group.health().forEach(member -> writeMember(group, member)));
  }

  private void writeMember(OutboundGroup group, OutboundGroup.MemberHealth member) {
    out.add(
        member.lastError().isEmpty() ? 1 : 0, "outbound", group.name(), "member", member.member());
  }
}
