package io.heddle.cli.explain;

import io.heddle.request.PrintableText;
import io.heddle.request.RefusedException;
import io.heddle.trace.StepListener;
import io.heddle.trace.Tracing.Step;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Recorder of the steps of a dry run, in the order in which they began.
final class StepRecorder implements StepListener {
  private final List<OngoingStep> steps = new ArrayList<>();

  /// Result of a step.
  sealed interface StepResult {
    record Succeeded(Map<String, String> facts) implements StepResult {}

    record Failed(String why) implements StepResult {}

    /// Given up, because another step was faster.
    record Abandoned() implements StepResult {}
  }

  /// Completed step, with its duration and its result.
  record RecordedStep(Step step, Duration time, StepResult result) {}

  /// The steps that have been completed so far.
  synchronized List<RecordedStep> steps() {
    return steps.stream().flatMap(step -> step.completed.stream()).toList();
  }

  @Override
  public synchronized ActiveStep begin(Step step) {
    OngoingStep ongoing = new OngoingStep(step);
    steps.add(ongoing);
    return ongoing;
  }

  private final class OngoingStep implements ActiveStep {
    private final Step step;
    private final long began = System.nanoTime();
    private Optional<RecordedStep> completed = Optional.empty();

    OngoingStep(Step step) {
      this.step = step;
    }

    @Override
    public void succeed(Map<String, String> facts) {
      Map<String, String> printable = new TreeMap<>(facts);
      // The text of a certificate may contain control characters.
      printable.replaceAll((_, fact) -> PrintableText.of(fact, Integer.MAX_VALUE));
      complete(new StepResult.Succeeded(printable));
    }

    @Override
    public void fail(Exception failure) {
      complete(
          switch (failure) {
            case RefusedException refused -> new StepResult.Failed(refused.refusal().details());
            case ClosedByInterruptException _ -> new StepResult.Abandoned();
            default -> new StepResult.Failed(String.valueOf(failure.getMessage()));
          });
    }

    private void complete(StepResult result) {
      synchronized (StepRecorder.this) {
        completed =
            Optional.of(
                new RecordedStep(step, Duration.ofNanos(System.nanoTime() - began), result));
      }
    }
  }
}
