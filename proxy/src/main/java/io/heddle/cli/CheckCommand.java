package io.heddle.cli;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.app.HostLists;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.Command;
import io.heddle.cli.command.ConfigArgument;
import io.heddle.cli.command.EffectiveConfig;
import io.heddle.cli.command.PidArgument;
import io.heddle.cli.command.RunningProxy;
import io.heddle.config.Config;
import io.heddle.config.file.ConfigPrinter;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        .addOption(Arguments.option(PidArgument.NAME))
        .addOption(Arguments.flag(STRICT));
  }

  /// `heddle check FILE` is `heddle check --config FILE`.
  @Override
  public String[] normalized(String[] arguments) {
    String option = "--" + ConfigArgument.NAME;
    List<String> all = new ArrayList<>(List.of(arguments));
    List<String> words = all.stream().filter(word -> !word.startsWith("-")).toList();
    String pid = "--" + PidArgument.NAME;
    if (!words.isEmpty()
        && all.stream().noneMatch(word -> word.startsWith(option) || word.startsWith(pid))) {
      all.add(all.indexOf(words.getFirst()), option);
    }
    return all.toArray(String[]::new);
  }

  @Override
  public String help() {
    return """
    heddle check [[--config] FILE | --pid PID] [--strict]

    Checks a configuration without starting anything: FILE, or else the file of the running proxy as
    it is now, or else the installed one; a comment at the end says which. Prints every key with its effective value,
    secrets masked, and counts the entries of each list; or prints each mistake as
    FILE:LINE:COLUMN: MESSAGE. Warns, as FILE:LINE:COLUMN: warning: MESSAGE, of what is valid but can
    never work: a rule that another one before it hides, or whose conditions exclude each other, such
    as private with public cidrs; listeners that exclude each other; clients of a listener on a
    loopback address that no client there has; an outbound that is this proxy; a list that no rule
    names; a folder for the log that is not there. Warns of a password in a file that other users can
    read, and of lines of a list that are skipped, too.

      --config FILE   the configuration, in YAML
      --pid PID       the process id of the proxy, if several are running
      --strict        exit with 2 after a warning

    Exit codes: 0 the configuration is valid, 2 it is not, or has a warning and --strict is given.

    Example:
      heddle check --config heddle.yaml
    """;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws AppException {
    HostLists lists = new HostLists();
    EffectiveConfig origin = origin(arguments);
    String file = origin.file().orElseThrow();
    Config config =
        arguments.hasOption(ConfigArgument.NAME)
            ? ConfigArgument.load(arguments, lists::load).orElseThrow()
            : ConfigArgument.load(file, lists::load);
    out.print(ConfigPrinter.print(config));
    lists.files().forEach(list -> out.println("# list " + list.summary()));
    if (origin.kind() != EffectiveConfig.OriginKind.GIVEN) {
      out.println("# by " + origin);
    }
    List<String> warnings = new ArrayList<>();
    config.origin().warnings().forEach(warning -> warnings.add(warning.text()));
    lists.files().stream()
        .flatMap(list -> list.problems().stream())
        .forEach(problem -> warnings.add("heddle: warning: " + problem));
    ConfigArgument.exposedSecrets(file, config)
        .ifPresent(warning -> warnings.add("heddle: warning: " + warning));
    if (!warnings.isEmpty() && arguments.hasOption(STRICT)) {
      throw new AppException(ExitCode.BAD_INPUT, String.join("\n", warnings));
    }
    warnings.forEach(System.err::println);
    return ExitCode.OK;
  }

  /// The configuration to check, which has a file.
  private EffectiveConfig origin(CommandLine arguments) throws AppException {
    Optional<RunningProxy> running =
        PidArgument.runningUnless(arguments, ConfigArgument.NAME).map(RunningProxy::of);
    EffectiveConfig origin =
        running.map(RunningProxy::origin).orElseGet(() -> ConfigArgument.origin(arguments));
    // Options may replace the file.
    if (origin.file().filter(file -> !file.startsWith("--")).isPresent()) {
      return origin;
    }
    String why =
        running.isPresent()
            ? origin + " has none"
            : "no proxy runs and no configuration is installed";
    throw AppException.badInput(
        "check needs --config FILE, since " + why + Arguments.helpHint(name()));
  }
}
