package io.heddle.server;

import io.heddle.forward.ForwardProbe;
import io.heddle.http1.ProxyStatus;
import io.heddle.http1.ResponseHead;
import io.heddle.outbound.Outbound;
import io.heddle.policy.PolicyEnforcer;
import io.heddle.request.AddressGuard;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.request.Refusal;
import io.heddle.request.RefusedException;
import io.heddle.request.TransportProtocol;
import io.heddle.route.ProgramNames;
import io.heddle.route.Router.Route;
import io.heddle.route.RuleEvaluation;
import io.heddle.time.Deadline;
import io.heddle.trace.StepListener;
import io.heddle.trace.Tracing;
import io.heddle.trace.Tracing.Step;
import io.heddle.upstream.ChallengedException;
import io.heddle.upstream.RequestTargetForm;
import io.heddle.upstream.RequestTargetForm.ForwardingProxy;
import io.heddle.upstream.UpstreamConnection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Result of a dry run of one request: it is routed and its upstream connection is opened, as
/// [ConnectionHandler] does it, then closed without a byte for the target. A proxy that would forward
/// the request is asked for the head of its response, since it may refuse only then.
///
/// @param route decision of the rules
/// @param via path taken, if the connection was opened
/// @param answer of such a proxy
/// @param refusal that the client would be told, if it was not
public record DryRun(
    Route route, Optional<String> via, Optional<ResponseHead> answer, Optional<Refusal> refusal) {

  /// As many as a client's request has.
  private static final int MAX_ATTEMPTS = 3;

  /// Statuses of a gateway that does not reach the server (RFC 9110 §15.6.3 to §15.6.5).
  private static final Set<Integer> FAILURES = Set.of(502, 503, 504);

  /// The refusal in the answer of the next proxy, which says so itself.
  public Optional<ProxyStatus> refusalByProxy() {
    return answer.stream()
        .flatMap(head -> head.fields().values("Proxy-Status").stream())
        .flatMap(value -> ProxyStatus.parse(value).stream())
        .findFirst();
  }

  /// Whether a client would get through. A proxy that does not reach the target says so by its status.
  public boolean isOpen() {
    return refusal.isEmpty()
        && refusalByProxy().isEmpty()
        && answer.filter(head -> FAILURES.contains(head.status())).isEmpty();
  }

  /// Name of the rule and the outbound of a request that a policy denies.
  private static final String NONE = "-";

  /// Makes the dry run.
  ///
  /// @param policy of the listener
  /// @param routing gets the steps that the rules need
  /// @param connecting gets the steps of opening the connection
  /// @throws IOException if the thread was interrupted
  public static DryRun of(
      StreamRequest request,
      ProgramNames programs,
      Optional<PolicyEnforcer> policy,
      ActiveConfiguration configuration,
      ServerRuntime runtime,
      StepListener routing,
      StepListener connecting)
      throws IOException {
    Optional<Refusal> denial = policy.flatMap(one -> one.refusal(request.target()));
    if (denial.isPresent()) {
      return new DryRun(new Route(NONE, NONE), Optional.empty(), Optional.empty(), denial);
    }
    Routing.Decision decision =
        Tracing.with(
            routing,
            () ->
                configuration
                    .routing()
                    .route(TransportProtocol.TCP, request, programs)
                    .guardedBy(policy.map(AddressGuard.class::cast)));
    StreamRequest decided = request.withResolution(decision.resolution());
    return Tracing.with(
        connecting, () -> connect(decided, decision.route(), configuration, runtime));
  }

  /// The verdict of each rule on `request`, up to the rule that decides.
  ///
  /// @throws IOException if the thread was interrupted
  public static List<RuleEvaluation> verdicts(
      ProxyRequest request, ProgramNames programs, ActiveConfiguration configuration)
      throws IOException {
    return configuration.routing().explain(TransportProtocol.TCP, request, programs);
  }

  private static DryRun connect(
      StreamRequest request, Route route, ActiveConfiguration configuration, ServerRuntime runtime)
      throws IOException {
    Outbound outbound = configuration.routing().outbound(route, runtime);
    Deadline deadline = Deadline.after(configuration.timeouts().connect());
    for (int attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
      try {
        return connect(request, route, outbound, deadline);
      } catch (ChallengedException e) {
        // The next connection has what this one was asked for.
      }
    }
    return connect(request, route, outbound, deadline);
  }

  private static DryRun connect(
      StreamRequest request, Route route, Outbound outbound, Deadline deadline) throws IOException {
    try (UpstreamConnection upstream = outbound.connect(request, deadline)) {
      Optional<ResponseHead> answer =
          request instanceof Forward forward
                  && upstream.form() instanceof RequestTargetForm.ToProxy(var proxy)
              ? Optional.of(ask(forward, proxy, upstream, deadline))
              : Optional.empty();
      return new DryRun(route, Optional.of(upstream.via()), answer, Optional.empty());
    } catch (RefusedException e) {
      return new DryRun(route, Optional.empty(), Optional.empty(), Optional.of(e.refusal()));
    }
  }

  private static ResponseHead ask(
      Forward request, ForwardingProxy proxy, UpstreamConnection upstream, Deadline deadline)
      throws RefusedException, IOException {
    return Tracing.step(
        new Step.RequestForward(proxy.hop()),
        head -> Map.of("status", Integer.toString(head.status())),
        () -> ForwardProbe.send(request, proxy, upstream, deadline));
  }
}
