package io.heddle.trace;

import io.heddle.trace.Tracing.Step;
import java.util.Map;

/// Listener for connection steps. Implementations must be thread-safe, because several steps may run
/// at once.
public interface StepListener {
  /// Called when a step begins.
  ActiveStep begin(Step step);

  /// Running step. Exactly one of the two methods is called, once.
  interface ActiveStep {
    /// Called when the step has succeeded.
    ///
    /// @param attributes description of the result by name, such as the local address
    void succeed(Map<String, String> attributes);

    /// Called when the step has failed or was cancelled.
    void fail(Exception failure);
  }
}
