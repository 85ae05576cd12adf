package io.heddle.jdk;

import jdk.internal.misc.Signal;

/// Signals to this process. `sun.misc.Signal`, which is not internal, cannot be compiled without a
/// warning.
public final class ProcessSignal {
  private ProcessSignal() {}

  /// Runs `action` in a thread of its own for each signal of that name from now on. Does nothing if
  /// this system has no such signal, or the JVM was told to leave it alone.
  ///
  /// @param name without SIG
  public static void handle(String name, Runnable action) {
    try {
      Signal.handle(new Signal(name), _ -> action.run());
    } catch (IllegalArgumentException e) {
      // See above.
    }
  }
}
