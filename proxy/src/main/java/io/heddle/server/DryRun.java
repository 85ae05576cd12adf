package io.heddle.server;

import io.heddle.outbound.Outbound;
import io.heddle.outbound.Stream;
import io.heddle.request.Network;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.Refusal;
import io.heddle.request.RefusedException;
import io.heddle.route.Route;
import io.heddle.route.Verdict;
import io.heddle.time.Deadline;
import io.heddle.trace.Trace;
import io.heddle.trace.Traced;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What would become of a request: it is routed, and a stream to its target opened, as
/// [ConnectionHandler] does it, then closed again without a byte for the target.
///
/// @param route the way chosen
/// @param via the way it took, if it came to its end
/// @param refusal what the client would be told, if it did not
public record DryRun(Route route, Optional<String> via, Optional<Refusal> refusal) {

  /// Tries a tunnel, or a request that would be forwarded.
  ///
  /// @param routing is told of every step that rules want
  /// @param way is told of every step on the way
  /// @throws IOException if the thread was interrupted
  public static DryRun of(
      ProxyRequest request, ActiveConfiguration configuration, Trace routing, Trace way)
      throws IOException {
    Route route = Traced.by(routing, () -> configuration.routing().route(Network.TCP, request));
    return Traced.by(way, () -> by(route, request, configuration));
  }

  /// What the rules say to it, up to the one that decides.
  ///
  /// @throws IOException if the thread was interrupted
  public static List<Verdict> verdicts(ProxyRequest request, ActiveConfiguration configuration)
      throws IOException {
    return configuration.routing().explain(Network.TCP, request);
  }

  private static DryRun by(Route route, ProxyRequest request, ActiveConfiguration configuration)
      throws IOException {
    Outbound outbound = configuration.routing().outbound(route);
    Deadline deadline = Deadline.after(configuration.timeouts().connect());
    try {
      Stream stream = open(request, outbound, deadline);
      stream.connection().close();
      return new DryRun(route, Optional.of(stream.via()), Optional.empty());
    } catch (RefusedException e) {
      return new DryRun(route, Optional.empty(), Optional.of(e.refusal()));
    }
  }

  private static Stream open(ProxyRequest request, Outbound outbound, Deadline deadline)
      throws RefusedException, IOException {
    return switch (request) {
      case Tunnel tunnel -> outbound.open(tunnel, deadline);
      case Forward forward -> outbound.open(forward, deadline).stream();
      case Associate associate -> throw new IllegalArgumentException("no stream: " + associate);
    };
  }
}
