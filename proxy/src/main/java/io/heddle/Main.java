package io.heddle;

import io.heddle.app.Version;
import io.heddle.cli.HeddleCommands;

/// The program: arguments in, exit code out.
final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(HeddleCommands.run(arguments, Version.present(), System.out, System.err).number());
  }
}
