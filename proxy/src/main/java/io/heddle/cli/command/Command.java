package io.heddle.cli.command;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import java.io.PrintStream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// Command of the command line: `heddle NAME`.
public interface Command {
  /// The word on the command line.
  String name();

  /// The options, without `--help`, which every command has.
  Options options();

  /// The arguments besides options that the command takes.
  default PositionalArgs positionalArgs() {
    return PositionalArgs.NONE;
  }

  /// The arguments as the parser takes them, if users give some in another form, too.
  default String[] normalized(String[] arguments) {
    return arguments;
  }

  /// The text that `--help` prints.
  String help();

  /// Runs the command until it is done.
  ///
  /// @param out for its results
  ExitCode run(CommandLine arguments, PrintStream out) throws AppException;
}
