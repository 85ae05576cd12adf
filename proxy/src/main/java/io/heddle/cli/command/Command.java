package io.heddle.cli.command;

import io.heddle.cli.CheckCommand;
import io.heddle.cli.ReloadCommand;
import io.heddle.cli.RunCommand;
import io.heddle.cli.SchemaCommand;
import io.heddle.cli.StatusCommand;
import io.heddle.cli.env.EnvCommand;
import io.heddle.cli.exec.ExecCommand;
import io.heddle.cli.explain.ExplainCommand;
import java.io.PrintStream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// One of the things `heddle` can be told to do.
public sealed interface Command
    permits RunCommand,
        CheckCommand,
        StatusCommand,
        ReloadCommand,
        EnvCommand,
        ExecCommand,
        ExplainCommand,
        SchemaCommand {

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
  ExitCode run(CommandLine arguments, PrintStream out) throws CommandException;
}
