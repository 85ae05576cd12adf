package io.heddle.cli.command;

/// What the process tells whoever started it.
///
/// @param number as the operating system knows it, 0 to 255
public record ExitCode(int number) {
  /// Done, or stopped as asked.
  public static final ExitCode OK = new ExitCode(0);

  /// Failed at run time.
  public static final ExitCode FAILED = new ExitCode(1);

  /// The arguments or the configuration are wrong; nothing was started.
  public static final ExitCode BAD_INPUT = new ExitCode(2);
}
