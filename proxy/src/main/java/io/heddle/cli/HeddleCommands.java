package io.heddle.cli;

import io.heddle.config.file.DidYouMean;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.cli.CommandLine;

/// `heddle` with all its arguments.
public final class HeddleCommands {
  private static final List<Command> COMMANDS = List.of(new RunCommand(), new CheckCommand());

  private static final String HELP =
      """
      heddle, a personal proxy: SOCKS 4, 4A, 5 and HTTP on one port

        heddle run [--config FILE] [--listen ADDR]...   start the proxy
        heddle check --config FILE                      check a configuration, print all of it
        heddle COMMAND --help                           more about a command
        heddle --version

      Example:
        heddle run
        curl -x socks5h://127.0.0.1:1080 https://example.com/
      """;

  private HeddleCommands() {}

  /// Does what the arguments say; returns when it is done, which for `run` is never.
  ///
  /// @param version what `--version` tells
  /// @param out for the results of commands
  /// @param err for everything else
  public static ExitCode run(String[] arguments, String version, PrintStream out, PrintStream err) {
    try {
      dispatch(arguments, version, out);
      return ExitCode.OK;
    } catch (CommandException e) {
      err.println(e.getMessage());
      return e.exitCode();
    } finally {
      out.flush();
      err.flush();
    }
  }

  private static void dispatch(String[] arguments, String version, PrintStream out)
      throws CommandException {
    String first = arguments.length == 0 ? "" : arguments[0];
    switch (first) {
      case "" -> throw new CommandException(ExitCode.BAD_INPUT, HELP.stripTrailing());
      case "--help", "-h" -> out.print(HELP);
      case "--version" -> out.println("heddle " + version);
      default -> run(command(first), Arrays.copyOfRange(arguments, 1, arguments.length), out);
    }
  }

  private static void run(Command command, String[] arguments, PrintStream out)
      throws CommandException {
    CommandLine parsed = Arguments.parse(command, arguments);
    if (parsed.hasOption("help")) {
      out.print(command.help());
    } else {
      command.run(parsed, out);
    }
  }

  private static Command command(String word) throws CommandException {
    for (Command command : COMMANDS) {
      if (command.name().equals(word)) {
        return command;
      }
    }
    String kind = word.startsWith("-") ? "option" : "command";
    List<String> known =
        word.startsWith("-")
            ? List.of("--help", "--version")
            : COMMANDS.stream().map(Command::name).toList();
    throw CommandException.usage(
        "unknown " + kind + " \"" + word + "\"" + DidYouMean.hint(word, known) + Arguments.see(""));
  }
}
