package io.heddle.cli;

import io.heddle.request.ProxyRequest;
import io.heddle.route.Verdict;
import io.heddle.server.Rehearsal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// All there is to say about the way of one request.
///
/// @param verdicts of the rules, up to the one that decided
/// @param steps on the way, in the order in which they began
/// @param time from the first step to the last
record Explanation(
    ProxyRequest request,
    List<Verdict> verdicts,
    Rehearsal outcome,
    List<StepRecorder.Taken> steps,
    Duration time) {

  /// The first step that failed, if it all came to nothing: what failed later followed from it, or
  /// was a second try.
  Optional<StepRecorder.Taken> culprit() {
    return outcome.refusal().isEmpty()
        ? Optional.empty()
        : steps.stream()
            .filter(step -> step.outcome() instanceof StepRecorder.Outcome.Failed)
            .findFirst();
  }
}
