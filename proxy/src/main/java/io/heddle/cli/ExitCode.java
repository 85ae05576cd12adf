package io.heddle.cli;

/// What the process tells whoever started it.
public enum ExitCode {
  /// Done, or stopped as asked.
  OK(0),
  /// Failed at run time.
  FAILED(1),
  /// The arguments or the configuration are wrong; nothing was started.
  BAD_INPUT(2);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /// The code as the operating system knows it.
  public int number() {
    return number;
  }
}
