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
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// Command `heddle check`: validates a configuration and prints its effective values.
record CheckCommand() implements Command {
  private static final String STRICT = "strict";

  @Override
  public String name() {
    return "check";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Arguments.option(ConfigArgument.NAME))
        .addOption(Arguments.flag(STRICT));
  }

  /// `heddle check FILE` is `heddle check --config FILE`.
  @Override
  public String[] normalized(String[] arguments) {
    String option = "--" + ConfigArgument.NAME;
    List<String> all = new ArrayList<>(List.of(arguments));
    List<String> words = all.stream().filter(word -> !word.startsWith("-")).toList();
    if (!words.isEmpty() && all.stream().noneMatch(word -> word.startsWith(option))) {
      all.add(all.indexOf(words.getFirst()), option);
    }
    return all.toArray(String[]::new);
  }

  @Override
  public String help() {
    return """
    heddle check [--config] FILE [--strict]

    Checks a configuration without starting anything. Prints every key with its effective value,
    secrets masked, and counts the entries of each list; or prints each mistake as
    FILE:LINE:COLUMN: MESSAGE. Warns, as FILE:LINE:COLUMN: warning: MESSAGE, of what is valid but can
    never work: a rule that another one before it hides, or whose conditions exclude each other;
    listeners that exclude each other; an outbound that is this proxy; a list that no rule names; a
    folder for the log that is not there. Warns of a password in a file that other users can read,
    and of lines of a list that are skipped, too.

      --config FILE   the configuration, in YAML
      --strict        exit with 2 after a warning

    Exit codes: 0 the configuration is valid, 2 it is not, or has a warning and --strict is given.

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
    List<String> warnings = new ArrayList<>();
    config.origin().warnings().forEach(warning -> warnings.add(warning.text()));
    lists.files().stream()
        .flatMap(list -> list.problems().stream())
        .forEach(problem -> warnings.add("heddle: warning: " + problem));
    ConfigArgument.exposedSecrets(arguments, config)
        .ifPresent(warning -> warnings.add("heddle: warning: " + warning));
    if (!warnings.isEmpty() && arguments.hasOption(STRICT)) {
      throw new AppException(ExitCode.BAD_INPUT, String.join("\n", warnings));
    }
    warnings.forEach(System.err::println);
    return ExitCode.OK;
  }
}
