package io.heddle;

import io.heddle.app.ExitCode;
import io.heddle.app.HeddleVersion;
import io.heddle.app.Shutdown;
import io.heddle.cli.HeddleCommands;

/// The program: arguments in, exit code out.
final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    ExitCode code = HeddleCommands.run(arguments, HeddleVersion.current(), System.out, System.err);
    Shutdown.exit(code);
  }
}
