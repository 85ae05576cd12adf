package io.heddle.cli.explain;

import io.heddle.address.Host;
import io.heddle.cli.explain.StepRecorder.RecordedStep;
import io.heddle.cli.explain.StepRecorder.StepResult;
import io.heddle.outbound.BlockOutbound;
import io.heddle.outbound.DirectOutbound;
import io.heddle.policy.PolicyEnforcer;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.route.ProgramNames;
import io.heddle.route.RuleEvaluation;
import io.heddle.server.ActiveConfiguration;
import io.heddle.server.DryRun;
import io.heddle.server.ServerRuntime;
import io.heddle.trace.Tracing.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Result of the dry run of one request.
///
/// @param policy finding of the policy of the listener; empty if it has none
/// @param verdicts of the rules, up to the first that matched; none if the policy denies the request
/// @param lookups steps that resolved names for rules
/// @param hops steps on the path to the target, in the order in which they began
/// @param time from the first step to the last
record Explanation(
    StreamRequest request,
    Optional<PolicyFinding> policy,
    List<RuleEvaluation> verdicts,
    DryRun outcome,
    List<RecordedStep> lookups,
    List<RecordedStep> hops,
    Duration time) {

  /// Performs the dry run.
  ///
  /// @throws IOException if the thread was interrupted
  static Explanation of(
      StreamRequest request,
      ProgramNames programs,
      Optional<PolicyEnforcer> policy,
      ActiveConfiguration configuration,
      ServerRuntime runtime)
      throws IOException {
    Optional<PolicyFinding> finding = policy.map(one -> PolicyFinding.of(one, request));
    StepRecorder lookups = new StepRecorder();
    StepRecorder hops = new StepRecorder();
    long began = System.nanoTime();
    DryRun outcome = DryRun.of(request, programs, policy, configuration, runtime, lookups, hops);
    Duration time = Duration.ofNanos(System.nanoTime() - began);
    return new Explanation(
        request,
        finding,
        finding.map(PolicyFinding::isAllowed).orElse(true)
            ? DryRun.verdicts(request, programs, configuration)
            : List.of(),
        outcome,
        lookups.steps(),
        hops.steps(),
        time);
  }

  /// All steps.
  List<RecordedStep> steps() {
    return Stream.concat(lookups.stream(), hops.stream()).toList();
  }

  /// Whether the policy denies the request, before the rules.
  boolean isDenied() {
    return policy.isPresent() && !policy.get().isAllowed();
  }

  /// Whether the policy guards addresses that it cannot see: another proxy looks the name up.
  boolean isGuardBlind() {
    if (request.target().host() instanceof Host.Name name
        && hops.stream().anyMatch(hop -> hop.step().equals(new Step.Resolve(name)))) {
      return false;
    }
    return policy.filter(PolicyFinding::guardsAddresses).isPresent()
        && !isDenied()
        && request.target().host() instanceof Host.Name
        && !outcome.route().outbound().equals(DirectOutbound.NAME)
        && !isBlocked();
  }

  /// Whether a rule blocks the request.
  boolean isBlocked() {
    return outcome.route().outbound().equals(BlockOutbound.NAME);
  }

  /// The failed step that tells why the request is refused. Of several, it is that of the authentication,
  /// which is a part of another step; else the first, since later ones are second attempts. If none says what
  /// the refusal says, it is the first failed step. A name that could not be resolved for a rule does not
  /// count.
  Optional<RecordedStep> decisiveFailure() {
    if (outcome.refusal().isEmpty()) {
      return Optional.empty();
    }
    String refusal = outcome.refusal().get().details();
    List<RecordedStep> failed =
        hops.stream().filter(step -> step.result() instanceof StepResult.Failed).toList();
    List<RecordedStep> telling =
        failed.stream()
            .filter(step ->
                step.result() instanceof StepResult.Failed(var why) && refusal.contains(why))
            .toList();
    return telling.stream()
        .filter(step -> step.step() instanceof Step.Authenticate)
        .findFirst()
        .or(() -> telling.stream().findFirst())
        .or(() -> failed.stream().findFirst());
  }
}
