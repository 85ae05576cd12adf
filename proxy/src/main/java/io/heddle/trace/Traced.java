package io.heddle.trace;

import io.heddle.request.RefusedException;
import java.util.Map;
import java.util.function.Function;

/// Does steps, and tells the [Trace] of the thread about them, if it has one.
public final class Traced {
  private static final ScopedValue<Trace> TRACE = ScopedValue.newInstance();

  private Traced() {}

  /// What is done.
  @FunctionalInterface
  public interface Doing<T, X extends Exception> {
    T run() throws RefusedException, X;
  }

  /// Does something of which `trace` is told every step.
  public static <T, X extends Exception> T by(Trace trace, ScopedValue.CallableOp<T, X> doing)
      throws X {
    return ScopedValue.where(TRACE, trace).call(doing);
  }

  /// Does one step.
  ///
  /// @param facts what there is to say about its result, asked only if somebody listens
  public static <T, X extends Exception> T step(
      Step step, Function<T, Map<String, String>> facts, Doing<T, X> doing)
      throws RefusedException, X {
    return TRACE.isBound() ? told(TRACE.get().begin(step), facts, doing) : doing.run();
  }

  private static <T, X extends Exception> T told(
      Trace.Ongoing ongoing, Function<T, Map<String, String>> facts, Doing<T, X> doing)
      throws RefusedException, X {
    try {
      T result = doing.run();
      ongoing.succeeded(facts.apply(result));
      return result;
    } catch (Exception e) {
      ongoing.failed(e);
      throw e;
    }
  }
}
