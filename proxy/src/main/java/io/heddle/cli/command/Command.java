package io.heddle.cli.command;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import java.io.PrintStream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// One of the things `heddle` can be told to do.
public interface Command {

  /// The word on the command line.
  String name();

  /// Its options, without `--help`, which all have.
  Options options();

  /// What it takes besides.
  default PositionalArgs operands() {
    return PositionalArgs.NONE;
  }

  /// What `--help` prints.
  String help();

  /// Does it; returns when it is done, with the code to end with.
  ExitCode run(CommandLine arguments, PrintStream out) throws AppException;
}
