package io.heddle.cli;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.Command;
import io.heddle.cli.doctor.DoctorCommand;
import io.heddle.cli.env.EnvCommand;
import io.heddle.cli.exec.ConnectCommand;
import io.heddle.cli.exec.ExecCommand;
import io.heddle.cli.exec.ListenInsideCommand;
import io.heddle.cli.explain.ExplainCommand;
import io.heddle.logging.Logging;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.cli.CommandLine;

/// Dispatch of the command line: the first argument names the command.
public final class HeddleCommands {
  /// The names of the commands, in the order of the help.
  static final List<String> NAMES =
      List.of(
          "run", "check", "status", "tail", "rules", "page", "doctor", "reload", "env", "exec",
          "connect", "explain", "schema");

  private static final String HELP =
      """
      heddle, a personal proxy: SOCKS 4, 4A, 5 and HTTP on one port

        heddle run [--config FILE | --via URL]          start the proxy
        heddle check --config FILE                      check a configuration, print all its values
        heddle status [--json | --watch]                show the status of the running proxy
        heddle tail                                     print each request that ends
        heddle rules [add YAML [--for TIME]]            show the rules in force, add a temporary one
        heddle page                                     open the status page in a browser
        heddle doctor [--json]                          find what is wrong around the proxy
        heddle reload                                   make it read its configuration again
        heddle env [--shell sh|fish|powershell]         print how to point a shell at the proxy
        heddle exec [--policy NAME] [--allow LIST] [--isolate MODE] [--outbound NAME] -- COMMAND...
                                                        run a command through the proxy
        heddle connect HOST:PORT                        join standard input and output to a tunnel
        heddle explain TARGET [--config FILE]           show the path of a request, step by step
        heddle schema                                   print the JSON Schema of configurations
        heddle COMMAND --help                           print the help of a command
        heddle --version [--verbose]                    print the version, the licences of all parts

      Example:
        heddle run
        curl -x socks5h://127.0.0.1:1080 https://example.com/
      """;

  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  private HeddleCommands() {}

  /// Runs the command that the arguments name. Returns when it is done; `run` never returns.
  ///
  /// @param version printed by `--version`
  /// @param out for the results of commands
  /// @param err for error messages
  public static ExitCode run(String[] arguments, String version, PrintStream out, PrintStream err) {
    try {
      return dispatchAndFlushLog(arguments, version, out);
    } catch (AppException e) {
      err.println(e.getMessage());
      return e.exitCode();
    } finally {
      out.flush();
      err.flush();
    }
  }

  /// Flushes the log afterwards, so that it precedes an error message.
  private static ExitCode dispatchAndFlushLog(String[] arguments, String version, PrintStream out)
      throws AppException {
    try {
      return dispatch(arguments, version, out);
    } finally {
      Logging.flush();
    }
  }

  private static ExitCode dispatch(String[] arguments, String version, PrintStream out)
      throws AppException {
    String first = arguments.length == 0 ? "" : arguments[0];
    switch (first) {
      case "" -> throw new AppException(ExitCode.BAD_INPUT, HELP.stripTrailing());
      case "--help", "-h" -> out.print(HELP);
      case "help" -> out.print(help(Arrays.copyOfRange(arguments, 1, arguments.length)));
      case "--version", "version", "-v", "-V" ->
          out.print(VersionReport.of(version, arguments, JAVA_HOME));
      default -> {
        return run(command(arguments), Arrays.copyOfRange(arguments, 1, arguments.length), out);
      }
    }
    return ExitCode.OK;
  }

  /// The help of the command that the first argument names, if there is one, else of the program.
  private static String help(String[] arguments) throws AppException {
    boolean ofProgram = arguments.length == 0 || arguments[0].equals("help");
    return ofProgram ? HELP : command(arguments).help();
  }

  private static ExitCode run(Command command, String[] arguments, PrintStream out)
      throws AppException {
    CommandLine parsed = Arguments.parse(command, command.normalized(arguments));
    if (parsed.hasOption("help")) {
      out.print(command.help());
      return ExitCode.OK;
    }
    return command.run(parsed, out);
  }

  /// The command that the first argument names. The classes of the others are not even loaded.
  static Command command(String... arguments) throws AppException {
    return switch (arguments[0]) {
      case "run" -> new RunCommand();
      case "check" -> new CheckCommand();
      case "status" -> new StatusCommand();
      case "tail" -> new TailCommand();
      case "rules" -> new RulesCommand();
      case "page" -> new PageCommand();
      case "doctor" -> new DoctorCommand();
      case "reload" -> new ReloadCommand();
      case "env" -> new EnvCommand();
      case "exec" -> new ExecCommand();
      case "connect" -> new ConnectCommand();
      case "listen-inside" -> new ListenInsideCommand();
      case "explain" -> new ExplainCommand();
      case "schema" -> new SchemaCommand();
      default -> throw unknown(arguments);
    };
  }

  private static AppException unknown(String... arguments) {
    String word = arguments[0];
    List<String> further = List.of(arguments).subList(1, arguments.length);
    return AppException.badInput(
        "unknown "
            + (word.startsWith("-") ? "option" : "command")
            + " \""
            + word
            + "\""
            + new CommandGuess(word, further).advice()
            + Arguments.helpHint(""));
  }
}
