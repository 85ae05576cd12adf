package io.heddle.cli;

import io.heddle.config.Config;
import io.heddle.config.Log;
import io.heddle.config.UnknownNameException;
import io.heddle.config.file.DidYouMean;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `heddle exec`: runs a command whose programs all use a proxy made for it.
///
/// The proxy is in this process, not the one that may be running: so the command needs none to run,
/// can be sent another way than everything else, and leaves nothing behind that a killed `heddle
/// exec` could forget. With the same configuration it writes to the same log file, where each of
/// its lines bears the command's name.
record ExecCommand() implements Command {
  private static final String OUTBOUND = "outbound";
  private static final String LOG = "log";
  private static final String STANDARD_ERROR = "-";
  private static final ExitCode NOT_EXECUTABLE = new ExitCode(126);
  private static final ExitCode NOT_FOUND = new ExitCode(127);

  @Override
  public String name() {
    return "exec";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Arguments.option(ConfigArgument.NAME))
        .addOption(Arguments.option(OUTBOUND))
        .addOption(Arguments.option(LOG))
        .addOption(Arguments.option(EnvCommand.NO_PROXY));
  }

  @Override
  public Operands operands() {
    return Operands.PROGRAM;
  }

  @Override
  public String help() {
    return """
    heddle exec [--outbound NAME] [--config FILE] [--log FILE] [--no-proxy HOSTS] -- COMMAND...

    Runs a command through a proxy of its own, which ends with it. No other needs to run. The
    command finds the proxy in its environment: curl, git, pip, npm, yarn, Maven, Gradle, Java, Go
    and others look there. In the log, the command's name stands where the user's does.

      --outbound NAME    everything goes this way; by default, the rules of the configuration decide
      --config FILE      rules, outbounds and all else but listeners; by default what is installed,
                         or straight to the targets
      --log FILE         one line for each connection goes there; - is standard error. By default to
                         the log file of the configuration; if it has none, warnings alone are shown
      --no-proxy HOSTS   what is reached without the proxy; by default localhost,127.0.0.1,::1

    Exit codes: the command's; 126 or 127 if it cannot be run or is not there; 2 bad arguments or
    configuration. Signals are passed on to the command.

    Examples:
      heddle exec -- git clone https://example.org/project.git
      heddle exec --outbound corp --log - -- mvn verify
    """;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws CommandException {
    List<String> command = arguments.getArgList();
    if (command.isEmpty()) {
      throw CommandException.usage("exec needs a command to run" + Arguments.see(name()));
    }
    Config config = config(arguments);
    Log log = log(arguments, config.log());
    try {
      Logging.configure(log);
    } catch (IOException e) {
      throw CommandException.failed("cannot write the log: " + e.getMessage());
    }
    String exceptions = arguments.getOptionValue(EnvCommand.NO_PROXY, ProxyVariables.LOCAL);
    try (PrivateProxy proxy = PrivateProxy.start(config, label(command.getFirst()))) {
      return run(command, new CommandEnvironment(proxy.url(), proxy.withoutLogin(), exceptions));
    } catch (IOException e) {
      throw CommandException.usage(e.getMessage());
    }
  }

  private static Config config(CommandLine arguments) throws CommandException {
    Config config = ConfigArgument.loadOrInstalled(arguments);
    String outbound = arguments.getOptionValue(OUTBOUND);
    try {
      return outbound == null ? config : config.allTo(outbound);
    } catch (UnknownNameException e) {
      throw CommandException.usage(
          "--outbound: " + e.getMessage() + DidYouMean.hint(outbound, e.known()));
    }
  }

  private static Log log(CommandLine arguments, Log configured) throws CommandException {
    String file = arguments.getOptionValue(LOG);
    if (file == null) {
      return configured.file().isPresent()
          ? configured
          : new Log(Log.Level.WARN, Log.Access.OFF, Optional.empty(), configured.format());
    }
    try {
      Optional<Path> path =
          file.equals(STANDARD_ERROR) ? Optional.empty() : Optional.of(Path.of(file));
      return new Log(configured.level(), Log.Access.ON, path, configured.format());
    } catch (InvalidPathException e) {
      throw CommandException.usage("--log " + file + ": not a path");
    }
  }

  /// The program's name, in letters that fit a user name in every protocol.
  private static String label(String program) {
    String name = program.substring(program.lastIndexOf('/') + 1).replaceAll("[^\\w.+-]", "_");
    return name.isEmpty() ? "command" : name.substring(0, Math.min(name.length(), 64));
  }

  private static ExitCode run(List<String> command, CommandEnvironment environment)
      throws CommandException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    environment.addTo(builder.environment());
    try {
      PassedSignals signals = PassedSignals.toNext();
      Process process = builder.start();
      signals.to(process);
      return new ExitCode(process.waitFor());
    } catch (IOException e) {
      throw notStarted(command.getFirst(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }

  private static CommandException notStarted(String program, IOException failure) {
    String why = String.valueOf(failure.getMessage());
    boolean missing = why.toLowerCase(Locale.ROOT).contains("no such file");
    return new CommandException(
        missing ? NOT_FOUND : NOT_EXECUTABLE,
        "heddle: cannot run " + program + ": " + (missing ? "no such program" : why));
  }
}
