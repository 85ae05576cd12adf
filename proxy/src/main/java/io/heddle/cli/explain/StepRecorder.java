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
  private final List<Recorded> steps = new ArrayList<>();

  /// How a step has ended.
  sealed interface Outcome {
    record Succeeded(Map<String, String> facts) implements Outcome {}

    record Failed(String why) implements Outcome {}

    /// Something else was faster.
    record GivenUp() implements Outcome {}
  }

  /// A step with its time and its end.
  record Taken(Step step, Duration time, Outcome outcome) {}

  /// All steps that have ended, so far.
  synchronized List<Taken> taken() {
    return steps.stream().flatMap(step -> step.taken.stream()).toList();
  }

  @Override
  public synchronized ActiveStep begin(Step step) {
    Recorded recorded = new Recorded(step);
    steps.add(recorded);
    return recorded;
  }

  private final class Recorded implements ActiveStep {
    private final Step step;
    private final long began = System.nanoTime();
    private Optional<Taken> taken = Optional.empty();

    Recorded(Step step) {
      this.step = step;
    }

    @Override
    public void succeed(Map<String, String> facts) {
      Map<String, String> printable = new TreeMap<>(facts);
      // A certificate may say anything.
      printable.replaceAll((_, fact) -> fact.replaceAll("\\p{Cntrl}", "?"));
      end(new Outcome.Succeeded(printable));
    }

    @Override
    public void fail(Exception failure) {
      end(
          switch (failure) {
            case RefusedException refused -> new Outcome.Failed(refused.refusal().details());
            case ClosedByInterruptException _ -> new Outcome.GivenUp();
            default -> new Outcome.Failed(String.valueOf(failure.getMessage()));
          });
    }

    private void end(Outcome outcome) {
      synchronized (StepRecorder.this) {
        taken = Optional.of(new Taken(step, Duration.ofNanos(System.nanoTime() - began), outcome));
      }
    }
  }
}
