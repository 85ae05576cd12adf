package io.heddle.server;

import io.heddle.outbound.Outbound;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.request.Refusal;
import io.heddle.request.RefusedException;
import io.heddle.request.TransportProtocol;
import io.heddle.route.Router.Route;
import io.heddle.route.RuleEvaluation;
import io.heddle.time.Deadline;
import io.heddle.trace.StepListener;
import io.heddle.trace.Tracing;
import io.heddle.upstream.UpstreamConnection;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Result of a dry run of one request: it is routed and its upstream connection is opened, as
/// [ConnectionHandler] does it, then closed without a byte for the target.
///
/// @param route decision of the rules
/// @param via path taken, if the connection was opened
/// @param refusal that the client would be told, if it was not
public record DryRun(Route route, Optional<String> via, Optional<Refusal> refusal) {

  /// Makes the dry run.
  ///
  /// @param routing gets the steps that the rules need
  /// @param connecting gets the steps of opening the connection
  /// @throws IOException if the thread was interrupted
  public static DryRun of(
      StreamRequest request,
      ActiveConfiguration configuration,
      ServerRuntime runtime,
      StepListener routing,
      StepListener connecting)
      throws IOException {
    Routing.Decision decision =
        Tracing.with(routing, () -> configuration.routing().route(TransportProtocol.TCP, request));
    StreamRequest decided = request.withResolution(decision.resolution());
    return Tracing.with(
        connecting, () -> connect(decided, decision.route(), configuration, runtime));
  }

  /// The verdict of each rule on `request`, up to the rule that decides.
  ///
  /// @throws IOException if the thread was interrupted
  public static List<RuleEvaluation> verdicts(
      ProxyRequest request, ActiveConfiguration configuration) throws IOException {
    return configuration.routing().explain(TransportProtocol.TCP, request);
  }

  private static DryRun connect(
      StreamRequest request, Route route, ActiveConfiguration configuration, ServerRuntime runtime)
      throws IOException {
    Outbound outbound = configuration.routing().outbound(route, runtime);
    Deadline deadline = Deadline.after(configuration.timeouts().connect());
    try (UpstreamConnection upstream = outbound.connect(request, deadline)) {
      return new DryRun(route, Optional.of(upstream.via()), Optional.empty());
    } catch (RefusedException e) {
      return new DryRun(route, Optional.empty(), Optional.of(e.refusal()));
    }
  }
}
