package io.heddle.cli.command;

/// A command cannot go on: what to tell, and with which code to end.
public final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ExitCode exitCode;

  /// With text to be shown as it is.
  public CommandException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /// Wrong arguments.
  public static CommandException usage(String message) {
    return new CommandException(ExitCode.BAD_INPUT, "heddle: " + message);
  }

  /// A failure at run time.
  public static CommandException failed(String message) {
    return new CommandException(ExitCode.FAILED, "heddle: " + message);
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
