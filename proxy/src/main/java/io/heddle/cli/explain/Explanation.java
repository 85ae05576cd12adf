package io.heddle.cli.explain;

import io.heddle.outbound.BlockOutbound;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.route.RuleEvaluation;
import io.heddle.server.ActiveConfiguration;
import io.heddle.server.DryRun;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All there is to say about the way of one request.
///
/// @param verdicts of the rules, up to the one that decided
/// @param lookups that rules wanted
/// @param way each step on it, in the order in which they began
/// @param time from the first step to the last
record Explanation(
    StreamRequest request,
    List<RuleEvaluation> verdicts,
    DryRun outcome,
    List<StepRecorder.RecordedStep> lookups,
    List<StepRecorder.RecordedStep> way,
    Duration time) {

  /// Tries it out.
  ///
  /// @throws IOException if the thread was interrupted
  static Explanation of(StreamRequest request, ActiveConfiguration configuration)
      throws IOException {
    StepRecorder lookups = new StepRecorder();
    StepRecorder way = new StepRecorder();
    long began = System.nanoTime();
    DryRun outcome = DryRun.of(request, configuration, lookups, way);
    Duration time = Duration.ofNanos(System.nanoTime() - began);
    return new Explanation(
        request,
        DryRun.verdicts(request, configuration),
        outcome,
        lookups.taken(),
        way.taken(),
        time);
  }

  /// All that was done.
  List<StepRecorder.RecordedStep> steps() {
    return Stream.concat(lookups.stream(), way.stream()).toList();
  }

  /// Whether it is the rule that lets nothing through, and no hop.
  boolean isBlocked() {
    return outcome.route().outbound().equals(BlockOutbound.NAME);
  }

  /// The first step on the way that failed, if it all came to nothing: what failed later followed
  /// from it, or was a second try. A name that a rule wanted to know, and nobody does, is no hop.
  Optional<StepRecorder.RecordedStep> culprit() {
    return outcome.refusal().isEmpty()
        ? Optional.empty()
        : way.stream()
            .filter(step -> step.outcome() instanceof StepRecorder.StepResult.Failed)
            .findFirst();
  }
}
