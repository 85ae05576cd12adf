package io.heddle.admin;

import io.heddle.outbound.OutboundGroup;
import io.heddle.request.ClientProtocol;
import io.heddle.server.connection.LiveConnections;
import io.heddle.server.metrics.LatencyHistogram;
import io.heddle.server.metrics.OutboundStats;
import io.heddle.server.metrics.ServerMetrics;
import io.heddle.server.metrics.TrafficTotals;
import io.heddle.udp.DropReason;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The proxy's figures for Prometheus. Labels have few values: none comes from a client.
final class PrometheusMetrics {
  private final PrometheusWriter out = new PrometheusWriter();
  private final ProxyMonitor overview;

  private PrometheusMetrics(ProxyMonitor overview) {
    this.overview = overview;
  }

  static String of(ProxyMonitor overview) {
    return new PrometheusMetrics(overview).all();
  }

  private String all() {
    LiveConnections connections = overview.server().connections();
    ServerMetrics totals = overview.server().metrics();
    out.gauge("heddle_build_info", "What runs here.").add(1, "version", overview.version());
    out.counter("heddle_connections_total", "Connections of clients that were accepted.")
        .add(connections.accepted());
    out.gauge("heddle_connections_active", "Connections of clients that are open.")
        .add(connections.count());
    requests(totals);
    amounts(overview.server().traffic());
    dials(totals.outbounds());
    groups();
    ProcessMetrics.write(out);
    return out.toString();
  }

  private void requests(ServerMetrics totals) {
    out.counter("heddle_requests_total", "Requests that have ended, by how they ended.");
    totals
        .requests()
        .forEach((kind, count) ->
            out.add(
                count.sum(),
                "protocol",
                kind.protocol().map(ClientProtocol::toString).orElse("unknown"),
                "outcome",
                kind.outcome().replace('-', '_')));
    out.counter("heddle_requests_refused_total", "Requests that were refused, by the reason.");
    totals
        .refusals()
        .forEach((reason, count) ->
            out.add(count.sum(), "reason", reason.name().toLowerCase(Locale.ROOT)));
  }

  private void amounts(TrafficTotals amounts) {
    out.counter("heddle_relayed_bytes_total", "Bytes of clients (upload) and servers (download).")
        .add(amounts.upload(), "direction", "upload")
        .add(amounts.download(), "direction", "download");
    out.counter("heddle_udp_datagrams_total", "Datagrams of clients (upload) and to them.")
        .add(amounts.datagramsUp(), "direction", "upload")
        .add(amounts.datagramsDown(), "direction", "download");
    out.counter("heddle_udp_drops_total", "Datagrams that went no further, by the reason.");
    for (DropReason cause : DropReason.values()) {
      out.add(amounts.drops(cause), "reason", cause.toString().replace('-', '_'));
    }
  }

  private void dials(Map<String, OutboundStats> dials) {
    out.histogram(
        "heddle_dial_duration_seconds", "Time to open a connection to a target, by outbound.");
    dials.forEach((outbound, times) -> {
      histogram(times.opened(), outbound, "opened");
      histogram(times.failed(), outbound, "failed");
    });
  }

  private void histogram(LatencyHistogram durations, String outbound, String outcome) {
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

  private void groups() {
    out.gauge("heddle_outbound_member_up", "Whether the last request to a group's member worked.");
    overview.server().configuration().outbounds().values().stream()
        .filter(OutboundGroup.class::isInstance)
        .map(OutboundGroup.class::cast)
        .forEach(group ->
            group
                .health()
                .forEach(member ->
                    out.add(
                        member.lastError().isEmpty() ? 1 : 0,
                        "outbound",
                        group.name(),
                        "member",
                        member.member())));
  }
}
