package io.heddle.cli.explain;

import io.heddle.outbound.BlockOutbound;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.route.ProgramNames;
import io.heddle.route.RuleEvaluation;
import io.heddle.server.ActiveConfiguration;
import io.heddle.server.DryRun;
import io.heddle.server.ServerRuntime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Result of the dry run of one request.
///
/// @param verdicts of the rules, up to the first that matched
/// @param lookups steps that resolved names for rules
/// @param hops steps on the path to the target, in the order in which they began
/// @param time from the first step to the last
record Explanation(
    StreamRequest request,
    List<RuleEvaluation> verdicts,
    DryRun outcome,
    List<StepRecorder.RecordedStep> lookups,
    List<StepRecorder.RecordedStep> hops,
    Duration time) {

  /// Performs the dry run.
  ///
  /// @throws IOException if the thread was interrupted
  static Explanation of(
      StreamRequest request,
      ProgramNames programs,
      ActiveConfiguration configuration,
      ServerRuntime runtime)
      throws IOException {
    StepRecorder lookups = new StepRecorder();
    StepRecorder hops = new StepRecorder();
    long began = System.nanoTime();
    DryRun outcome = DryRun.of(request, programs, configuration, runtime, lookups, hops);
    Duration time = Duration.ofNanos(System.nanoTime() - began);
    return new Explanation(
        request,
        DryRun.verdicts(request, programs, configuration),
        outcome,
        lookups.steps(),
        hops.steps(),
        time);
  }

  /// All steps.
  List<StepRecorder.RecordedStep> steps() {
    return Stream.concat(lookups.stream(), hops.stream()).toList();
  }

  /// Whether a rule blocks the request.
  boolean isBlocked() {
    return outcome.route().outbound().equals(BlockOutbound.NAME);
  }

  /// The first failed step on the path, if the request is refused: later failures are its
  /// consequences, or those of second attempts. A name that could not be resolved for a rule does not
  /// count.
  Optional<StepRecorder.RecordedStep> decisiveFailure() {
    return outcome.refusal().isEmpty()
        ? Optional.empty()
        : hops.stream()
            .filter(step -> step.result() instanceof StepRecorder.StepResult.Failed)
            .findFirst();
  }
}
