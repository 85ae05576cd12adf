package io.heddle.cli;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.app.rules.RuleRoutes;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.Command;
import io.heddle.cli.command.PidArgument;
import io.heddle.cli.command.PositionalArgs;
import io.heddle.config.file.DidYouMean;
import io.heddle.control.ControlClient;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// Command `heddle rules`: shows the rules of the running proxy, and adds and removes temporary ones.
public record RulesCommand() implements Command {
  private static final String FOR = "for";
  private static final String JSON = "json";
  private static final String ADD = "add";
  private static final String REMOVE = "remove";
  private static final int OK = 200;

  @Override
  public String name() {
    return "rules";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Arguments.option(FOR))
        .addOption(Arguments.flag(JSON))
        .addOption(Arguments.option(PidArgument.NAME));
  }

  @Override
  public PositionalArgs positionalArgs() {
    return PositionalArgs.WORDS;
  }

  @Override
  public String help() {
    return """
    heddle rules [--json] [--pid PID]
    heddle rules add YAML [--for TIME] [--pid PID]
    heddle rules remove N [--pid PID]

    Shows the rules of the running proxy in the order in which they are tried, with the number of
    requests that each has decided. A reload keeps that number for a rule that has not changed.

    add puts a temporary rule before all others. It is written as in the file, and names outbounds,
    lists, users and listeners of the configuration in force. It holds for new requests: open
    connections go on as they began. It ends after TIME, when it is removed, and when the proxy ends; a reload
    keeps it. If a reload removes its outbound or list, it has no effect until that is back. The log
    names it temporary#N. There can be 1,000.

      --for TIME   the time until its end, such as 90s, 10m or 2h
      --json       print the rules as JSON
      --pid PID    the process id of the proxy, if several are running

    Exit codes: 0 done, 1 no proxy is running, or it does not answer, or it has no such rule, 2 bad
    arguments, or a rule with mistakes.

    Example:
      heddle rules add '{domains: [api.example], to: corp}' --for 10m
    """;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws AppException {
    List<String> words = arguments.getArgList();
    String verb = words.isEmpty() ? "" : words.getFirst();
    if (arguments.hasOption(FOR) && !verb.equals(ADD)) {
      throw badInput("--for belongs to rules add");
    }
    out.print(
        switch (verb) {
          case "" ->
              send(
                  arguments,
                  "GET",
                  arguments.hasOption(JSON) ? RuleRoutes.PATH : RuleRoutes.TEXT_PATH);
          case ADD ->
              add(
                  arguments,
                  operand(words, "a rule, in quotes: '{domains: [api.example], to: direct}'"));
          case REMOVE ->
              send(arguments, "DELETE", RuleRoutes.PATH + "/" + number(operand(words, "a number")));
          default ->
              throw badInput(
                  "unknown argument \""
                      + verb
                      + "\""
                      + DidYouMean.hint(verb, List.of(ADD, REMOVE)));
        });
    return ExitCode.OK;
  }

  private static String operand(List<String> words, String what) throws AppException {
    if (words.size() != 2) {
      throw badInput(words.getFirst() + " needs " + what);
    }
    return words.getLast();
  }

  /// The number of a rule, which may be written as in the log.
  private static String number(String word) throws AppException {
    String number = word.replaceFirst("^(temporary)?#", "");
    if (!number.matches("[0-9]{1,9}")) {
      throw badInput("\"" + word + "\" is not the number of a temporary rule");
    }
    return number;
  }

  private static String add(CommandLine arguments, String rule) throws AppException {
    String time = arguments.getOptionValue(FOR, "");
    String query =
        arguments.hasOption(FOR)
            ? "?" + RuleRoutes.LIFETIME + "=" + URLEncoder.encode(time, StandardCharsets.UTF_8)
            : "";
    return body(PidArgument.send(arguments, "POST", RuleRoutes.PATH + query, rule));
  }

  private static String send(CommandLine arguments, String method, String path)
      throws AppException {
    return body(PidArgument.send(arguments, method, path));
  }

  private static String body(ControlClient.ControlResponse response) throws AppException {
    if (response.status() == OK) {
      return response.body();
    }
    boolean mistaken = response.status() == 422 || response.status() == 400;
    String reason = response.body().stripTrailing();
    throw new AppException(
        mistaken ? ExitCode.BAD_INPUT : ExitCode.FAILED,
        reason.startsWith("heddle: ") ? reason : "heddle: " + reason);
  }

  private static AppException badInput(String message) {
    return AppException.badInput(message + Arguments.helpHint("rules"));
  }
}
