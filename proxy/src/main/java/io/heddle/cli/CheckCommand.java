package io.heddle.cli;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.app.HostLists;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.Command;
import io.heddle.cli.command.ConfigArgument;
import io.heddle.config.Config;
import io.heddle.config.file.ConfigPrinter;
import java.io.PrintStream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// Command `heddle check`: validates a configuration and prints its effective values.
record CheckCommand() implements Command {

  @Override
  public String name() {
    return "check";
  }

  @Override
  public Options options() {
    return new Options().addOption(Arguments.option(ConfigArgument.NAME));
  }

  @Override
  public String help() {
    return """
    heddle check --config FILE

    Checks a configuration without starting anything. Prints every key with its effective value,
    secrets masked, and counts the entries of each list; or prints each mistake as
    FILE:LINE:COLUMN: MESSAGE. Warns of a password in a file that other users can read, and of lines
    of a list that are skipped.

      --config FILE   the configuration, in YAML

    Exit codes: 0 the configuration is valid, 2 it is not.

    Example:
      heddle check --config heddle.yaml
    """;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws AppException {
    HostLists lists = new HostLists();
    Config config =
        ConfigArgument.load(arguments, lists::load)
            .orElseThrow(() ->
                AppException.badInput("check needs --config FILE" + Arguments.helpHint(name())));
    out.print(ConfigPrinter.print(config));
    lists.files().forEach(list -> out.println("# list " + list.summary()));
    lists.files().stream()
        .flatMap(list -> list.problems().stream())
        .forEach(problem -> System.err.println("heddle: warning: " + problem));
    ConfigArgument.exposedSecrets(arguments, config)
        .ifPresent(warning -> System.err.println("heddle: warning: " + warning));
    return ExitCode.OK;
  }
}
