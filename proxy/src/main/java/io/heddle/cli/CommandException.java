package io.heddle.cli;

/// A command cannot go on: what to tell, and with which code to end.
final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ExitCode exitCode;

  /// With text to be shown as it is.
  CommandException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /// Wrong arguments.
  static CommandException usage(String message) {
    return new CommandException(ExitCode.BAD_INPUT, "heddle: " + message);
  }

  /// A failure at run time.
  static CommandException failed(String message) {
    return new CommandException(ExitCode.FAILED, "heddle: " + message);
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
