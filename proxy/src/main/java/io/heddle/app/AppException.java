package io.heddle.app;

/// Failure of the program that its user is told about: a message, and the exit code of a command
/// that ends by it.
public final class AppException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ExitCode exitCode;

  /// A failure whose message is complete: it is printed as it is.
  public AppException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /// Wrong arguments or a wrong configuration.
  public static AppException badInput(String message) {
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
