package io.heddle.trace;

import io.heddle.request.RefusedException;
import java.util.Map;
import java.util.function.Function;

/// Does steps, and tells the [StepListener] of the thread about them, if it has one.
public final class Tracing {
  private static final ScopedValue<StepListener> LISTENER = ScopedValue.newInstance();

  private Tracing() {}

  /// What is done.
  @FunctionalInterface
  public interface StepAction<T, X extends Exception> {
    T run() throws RefusedException, X;
  }

  /// Does something of which `trace` is told every step.
  public static <T, X extends Exception> T with(
      StepListener trace, ScopedValue.CallableOp<T, X> doing) throws X {
    return ScopedValue.where(LISTENER, trace).call(doing);
  }

  /// Does one step.
  ///
  /// @param facts what there is to say about its result, asked only if somebody listens
  public static <T, X extends Exception> T step(
      Step step, Function<T, Map<String, String>> facts, StepAction<T, X> doing)
      throws RefusedException, X {
    return LISTENER.isBound() ? traced(LISTENER.get().begin(step), facts, doing) : doing.run();
  }

  private static <T, X extends Exception> T traced(
      StepListener.ActiveStep ongoing,
      Function<T, Map<String, String>> facts,
      StepAction<T, X> doing)
      throws RefusedException, X {
    try {
      T result = doing.run();
      ongoing.succeed(facts.apply(result));
      return result;
    } catch (Exception e) {
      ongoing.fail(e);
      throw e;
    }
  }
}
