package io.heddle.cli.explain;

import io.heddle.request.RefusedException;
import io.heddle.trace.Step;
import io.heddle.trace.StepListener;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Keeps what it is told of, in the order in which it began.
final class StepRecorder implements StepListener {
  private final List<OngoingStep> steps = new ArrayList<>();

  /// How a step has ended.
  sealed interface StepResult {
    record Succeeded(Map<String, String> facts) implements StepResult {}

    record Failed(String why) implements StepResult {}

    /// Something else was faster.
    record Abandoned() implements StepResult {}
  }

  /// A step with its time and its end.
  record RecordedStep(Step step, Duration time, StepResult outcome) {}

  /// All steps that have ended, so far.
  synchronized List<RecordedStep> taken() {
    return steps.stream().flatMap(step -> step.taken.stream()).toList();
  }

  @Override
  public synchronized ActiveStep begin(Step step) {
    OngoingStep recorded = new OngoingStep(step);
    steps.add(recorded);
    return recorded;
  }

  private final class OngoingStep implements ActiveStep {
    private final Step step;
    private final long began = System.nanoTime();
    private Optional<RecordedStep> taken = Optional.empty();

    OngoingStep(Step step) {
      this.step = step;
    }

    @Override
    public void succeed(Map<String, String> facts) {
      Map<String, String> printable = new TreeMap<>(facts);
      // A certificate may say anything.
      printable.replaceAll((_, fact) -> fact.replaceAll("\\p{Cntrl}", "?"));
      end(new StepResult.Succeeded(printable));
    }

    @Override
    public void fail(Exception failure) {
      end(
          switch (failure) {
            case RefusedException refused -> new StepResult.Failed(refused.refusal().details());
            case ClosedByInterruptException _ -> new StepResult.Abandoned();
            default -> new StepResult.Failed(String.valueOf(failure.getMessage()));
          });
    }

    private void end(StepResult outcome) {
      synchronized (StepRecorder.this) {
        taken =
            Optional.of(
                new RecordedStep(step, Duration.ofNanos(System.nanoTime() - began), outcome));
      }
    }
  }
}
