package io.heddle.cli;

import io.heddle.request.ProxyRequest;
import io.heddle.route.Verdict;
import io.heddle.server.Rehearsal;
import io.heddle.server.Services;
import java.io.IOException;
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

  /// Tries it out.
  ///
  /// @throws IOException if the thread was interrupted
  static Explanation of(ProxyRequest request, Services services) throws IOException {
    StepRecorder steps = new StepRecorder();
    long began = System.nanoTime();
    Rehearsal outcome = Rehearsal.of(request, services, steps);
    Duration time = Duration.ofNanos(System.nanoTime() - began);
    return new Explanation(
        request, Rehearsal.verdicts(request, services), outcome, steps.taken(), time);
  }

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
