package io.heddle.app;

/// Exit code of the process.
///
/// @param number 0 to 255
public record ExitCode(int number) {
  /// Success, or a stop by a signal.
  public static final ExitCode OK = new ExitCode(0);

  /// A failure at run time.
  public static final ExitCode FAILED = new ExitCode(1);

  /// Wrong arguments or a wrong configuration. Nothing was started.
  public static final ExitCode BAD_INPUT = new ExitCode(2);
}
