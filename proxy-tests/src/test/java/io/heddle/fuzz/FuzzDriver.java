package io.heddle.fuzz;

/// Class that Jazzer drives: one target, which `-Dheddle.fuzz.target` names.
public final class FuzzDriver {
  private static final FuzzTarget TARGET =
      FuzzTarget.valueOf(System.getProperty("heddle.fuzz.target"));

  private FuzzDriver() {}

  /// Jazzer finds this method by its name.
  public static void fuzzerTestOneInput(byte[] input) {
    TARGET.accept(input);
  }
}
