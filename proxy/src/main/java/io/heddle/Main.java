package io.heddle;

import io.heddle.cli.HeddleCommands;
import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/// The program: arguments in, exit code out.
final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(HeddleCommands.run(arguments, version(), System.out, System.err).number());
  }

  private static String version() {
    return Optional.ofNullable(Main.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .orElse("unversioned");
  }
}
