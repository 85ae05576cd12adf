package io.heddle.app;

/// A command cannot go on: what to tell, and with which code to end.
public final class AppException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ExitCode exitCode;

  /// With text to be shown as it is.
  public AppException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /// Wrong arguments.
  public static AppException usage(String message) {
    return new AppException(ExitCode.BAD_INPUT, "heddle: " + message);
  }

  /// A failure at run time.
  public static AppException failed(String message) {
    return new AppException(ExitCode.FAILED, "heddle: " + message);
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
