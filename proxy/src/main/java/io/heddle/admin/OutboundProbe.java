package io.heddle.admin;

import io.heddle.address.Endpoint;
import io.heddle.outbound.Outbound;
import io.heddle.outbound.UpstreamFailedException;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Client.ClientProtocol;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.RefusedException;
import io.heddle.server.connection.RequestTimeline;
import io.heddle.server.metrics.OutboundStats;
import io.heddle.time.Deadline;
import io.heddle.trace.Tracing;
import io.heddle.upstream.UpstreamConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Probe of one outbound: opens a connection to a target through it, as a tunnel would, and closes it
/// without a byte for the target. The result counts in the statistics of the outbound.
///
///     POST /outbound-tests/corp?target=example.com:443
record OutboundProbe(ProxyMonitor proxy) implements AdminHandler {
  private static final String TARGET = "example.com:443";

  /// Less than the server waits for a handler.
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Override
  public AdminResponse handle(AdminRequest request) {
    try {
      String name = request.lastSegment();
      Endpoint target = Endpoint.parse(request.parameter("target").orElse(TARGET));
      Optional<Outbound> outbound =
          Optional.ofNullable(proxy.server().configuration().outbounds().get(name));
      return outbound.isEmpty() || target.port() == 0
          ? AdminResponse.text(404, "there is no outbound \"" + name + "\", or no such target")
          : AdminResponse.of(200, "application/json", test(outbound.get(), target));
    } catch (IllegalArgumentException e) {
      return AdminResponse.text(400, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return AdminResponse.text(503, "interrupted");
    }
  }

  /// @throws IOException if the thread was interrupted
  private String test(Outbound outbound, Endpoint target) throws IOException {
    Client client =
        new Client("admin", Endpoint.parse("127.0.0.1:0"), ClientProtocol.HTTP, Optional.empty());
    Duration limit = proxy.server().configuration().timeouts().connect();
    Deadline deadline = Deadline.after(limit.compareTo(LIMIT) < 0 ? limit : LIMIT);
    OutboundStats stats = proxy.server().metrics().outbound(outbound.name());
    RequestTimeline timeline = new RequestTimeline();
    long start = System.nanoTime();
    Optional<String> error = Optional.empty();
    try (UpstreamConnection _ =
        Tracing.with(
            Optional.of(timeline), () -> outbound.connect(new Tunnel(client, target), deadline))) {
      stats.recordSuccess(since(start));
    } catch (RefusedException e) {
      error = Optional.of(e.refusal().details());
      stats.recordFailure(
          since(start), e instanceof UpstreamFailedException ? error : Optional.empty());
    }
    return RequestsJson.test(outbound.name(), target, start, error.orElse(""), timeline);
  }

  private static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
