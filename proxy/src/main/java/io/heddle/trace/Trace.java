package io.heddle.trace;

import java.util.Map;

/// Who is told of steps. For any thread: several steps may be under way at once.
public interface Trace {
  /// The step begins.
  Ongoing begin(Step step);

  /// A step that has begun; one of these ends it.
  interface Ongoing {
    /// It has succeeded.
    ///
    /// @param facts what there is to say about it, by a word for each
    void succeeded(Map<String, String> facts);

    /// It has failed, or was given up.
    void failed(Exception failure);
  }
}
