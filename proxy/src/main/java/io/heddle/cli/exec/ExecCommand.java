package io.heddle.cli.exec;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.app.LogAssembly;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.Command;
import io.heddle.cli.command.ConfigArgument;
import io.heddle.cli.command.PidArgument;
import io.heddle.cli.command.PositionalArgs;
import io.heddle.cli.env.EnvCommand;
import io.heddle.cli.env.ProxyVariables;
import io.heddle.config.Config;
import io.heddle.control.ControlClient;
import io.heddle.logging.LogSettings;
import io.heddle.logging.LogSettings.AccessLines;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.tinylog.Logger;

/// `heddle exec`: runs a command whose programs all use a proxy.
///
/// That is the proxy that runs, if there is one: its page and its log then show which connection is
/// whose. It gives the command two listeners of its own on the loopback, with a password for the
/// one, and takes them back when this process is gone. To have the password accepted by the
/// listeners that all use was rejected: Java cannot log in, and needs one of its own anyway; there
/// may be none that fits, and none becomes weaker by it.
///
/// Without a proxy that runs, or when the command is to have a configuration or a log of its own,
/// the same listeners are opened in this process.
public record ExecCommand() implements Command {
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
        .addOption(Arguments.option(OutboundArgument.NAME))
        .addOption(Arguments.option(LOG))
        .addOption(Arguments.option(PidArgument.NAME))
        .addOption(Arguments.option(EnvCommand.NO_PROXY));
  }

  @Override
  public PositionalArgs operands() {
    return PositionalArgs.PROGRAM;
  }

  @Override
  public String help() {
    return """
    heddle exec [--outbound NAME] [--pid PID | --config FILE | --log FILE] [--no-proxy HOSTS]
                -- COMMAND...

    Runs a command through the proxy, whose page and log then show the command's name where a user's
    stands. If none runs, or several, the command has one of its own, which ends with it. It finds
    it in its environment: curl, git, pip, npm, yarn, Maven, Gradle, Java, Go and others look there.

      --outbound NAME    everything goes this way; by default, the rules decide
      --pid PID          the process of the proxy, if several run
      --config FILE      a proxy of its own with these rules, outbounds and all else but listeners;
                         if none runs, by default what is installed, or straight to the targets
      --log FILE         a proxy of its own, which writes one line for each connection there; - is
                         standard error
      --no-proxy HOSTS   what is reached without the proxy; by default localhost,127.0.0.1,::1

    Exit codes: the command's; 126 or 127 if it cannot be run or is not there; 2 bad arguments or
    configuration. Signals are passed on to the command.

    Examples:
      heddle exec -- git clone https://example.org/project.git
      heddle exec --outbound corp --log - -- mvn verify
    """;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws AppException {
    List<String> command = arguments.getArgList();
    if (command.isEmpty()) {
      throw AppException.badInput("exec needs a command to run" + Arguments.see(name()));
    }
    String exceptions = arguments.getOptionValue(EnvCommand.NO_PROXY, ProxyVariables.LOCAL);
    try (ExecProxy proxy = proxy(arguments, ExecSession.of(command.getFirst()))) {
      return run(command, new ChildEnvironment(proxy.place(), exceptions));
    }
  }

  private static ExecProxy proxy(CommandLine arguments, ExecSession wanted) throws AppException {
    boolean own = arguments.hasOption(ConfigArgument.NAME) || arguments.hasOption(LOG);
    if (own && arguments.hasOption(PidArgument.NAME)) {
      throw AppException.badInput("--pid: with --config or --log, the command has its own proxy");
    }
    Optional<ControlClient> running = own ? Optional.empty() : PidArgument.chosenOrOnly(arguments);
    Optional<String> outbound = OutboundArgument.of(arguments);
    if (running.isEmpty()) {
      return own(arguments, wanted, outbound);
    }
    Optional<RemoteExecSession> hosted = RemoteExecSession.at(running.get(), wanted, outbound);
    if (hosted.isPresent()) {
      return hosted.get();
    }
    PrivateExecProxy proxy = own(arguments, wanted, outbound);
    Logger.warn("the proxy that runs does not take {} in, which has its own now", wanted.user());
    return proxy;
  }

  private static PrivateExecProxy own(
      CommandLine arguments, ExecSession wanted, Optional<String> outbound) throws AppException {
    Config config = ConfigArgument.loadOrInstalled(arguments);
    OutboundArgument.check(outbound, config);
    LogAssembly.open(log(arguments, LogAssembly.settings(config.log())));
    try {
      return PrivateExecProxy.start(config, wanted, outbound);
    } catch (IOException e) {
      throw AppException.badInput(e.getMessage());
    }
  }

  private static LogSettings log(CommandLine arguments, LogSettings configured)
      throws AppException {
    String file = arguments.getOptionValue(LOG);
    if (file == null) {
      LogSettings quiet = LogSettings.WARNINGS;
      return configured.file().isPresent()
          ? configured
          : new LogSettings(quiet.level(), quiet.accessLines(), quiet.file(), configured.format());
    }
    try {
      Optional<Path> path =
          file.equals(STANDARD_ERROR) ? Optional.empty() : Optional.of(Path.of(file));
      return new LogSettings(configured.level(), AccessLines.WRITTEN, path, configured.format());
    } catch (InvalidPathException e) {
      throw AppException.badInput("--log " + file + ": not a path");
    }
  }

  private static ExitCode run(List<String> command, ChildEnvironment environment)
      throws AppException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    environment.addTo(builder.environment());
    try {
      SignalForwarder signals = SignalForwarder.toNext();
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

  private static AppException notStarted(String program, IOException failure) {
    String why = String.valueOf(failure.getMessage());
    boolean missing = why.toLowerCase(Locale.ROOT).contains("no such file");
    return new AppException(
        missing ? NOT_FOUND : NOT_EXECUTABLE,
        "heddle: cannot run " + program + ": " + (missing ? "no such program" : why));
  }
}
