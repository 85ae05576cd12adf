package io.heddle.support;

import org.junit.jupiter.api.Assumptions;

/// Prerequisites of a test on its machine. Without them, the test is skipped; with the system property
/// `heddle.require.clients`, as in continuous integration, it fails.
public final class Prerequisites {
  private Prerequisites() {}

  /// Skips or fails the test unless the prerequisite is `there`.
  public static void check(boolean there, String what) {
    if (!there) {
      throw missing(what);
    }
  }

  /// Skips or fails the test: `throw Prerequisites.missing("curl")`.
  public static AssertionError missing(String what) {
    String message = what + " is not on this machine";
    if (Boolean.getBoolean("heddle.require.clients")) {
      return new AssertionError(message);
    }
    return Assumptions.abort(message);
  }
}
