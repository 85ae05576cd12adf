package io.heddle.trace;

import java.util.Map;

/// Who is told of steps. For any thread: several steps may be under way at once.
public interface StepListener {
  /// The step begins.
  ActiveStep begin(Step step);

  /// A step that has begun; one of these ends it.
  interface ActiveStep {
    /// It has succeeded.
    ///
    /// @param facts what there is to say about it, by a word for each
    void succeed(Map<String, String> facts);

    /// It has failed, or was given up.
    void fail(Exception failure);
  }
}
