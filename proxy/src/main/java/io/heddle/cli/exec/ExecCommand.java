package io.heddle.cli.exec;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.app.HostLists;
import io.heddle.app.LogBuilder;
import io.heddle.app.Terminal;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.Command;
import io.heddle.cli.command.ConfigArgument;
import io.heddle.cli.command.EffectiveConfig;
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
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.tinylog.Logger;

/// Command `heddle exec`: runs a child process whose programs all use a proxy.
///
/// The proxy is the running one, if there is one: its status page and its log then show which
/// connection belongs to which child process. It opens a listener for the child process on the
/// loopback address, which serves this user alone, and closes it when this process ends; or two, one
/// of them with a password, where the system does not tell the users of clients. To accept a password
/// on the listeners that everyone shares was rejected: Java cannot log in, there may be no shared
/// listener that fits, and none of them becomes less secure this way.
///
/// If no proxy is running, or the child process gets a configuration or a log of its own, the same
/// listeners are opened in this process.
public record ExecCommand() implements Command {
  private static final String LOG = "log";
  private static final String STANDARD_ERROR = "-";

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
  public PositionalArgs positionalArgs() {
    return PositionalArgs.PROGRAM;
  }

  @Override
  public String help() {
    return """
    heddle exec [--outbound NAME] [--pid PID | --config FILE | --log FILE] [--no-proxy HOSTS]
                -- COMMAND...

    Runs a command with environment variables that make its programs use the running proxy: curl,
    git, pip, npm, yarn, Maven, Gradle, Java, Go and others. The status page and the log of the
    proxy show the name of the command as the user. If no proxy is running, a private one is
    started, which ends with the command. When the proxy ends before the command, the next one with
    the same configuration takes over.

      --outbound NAME    send all requests to this outbound; by default, the rules decide
      --pid PID          the process id of the proxy, if several are running
      --config FILE      start a private proxy with this configuration, without its listeners; by
                         default, a private proxy uses the installed configuration, if there is one
      --log FILE         start a private proxy that appends a line for each connection to this file;
                         - is standard error
      --no-proxy HOSTS   hosts to reach without the proxy; by default localhost,127.0.0.1,::1,[::1]

    Exit codes: that of the command; 126 it cannot be executed, 127 it is not found; 2 bad arguments
    or configuration. Signals are forwarded to the command.

    Examples:
      heddle exec -- git clone https://example.org/project.git
      heddle exec --outbound corp --log - -- mvn verify
    """;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws AppException {
    List<String> program = arguments.getArgList();
    if (program.isEmpty()) {
      throw AppException.badInput("exec needs a command to run" + Arguments.helpHint(name()));
    }
    String noProxy = arguments.getOptionValue(EnvCommand.NO_PROXY, ProxyVariables.LOCAL);
    try (ExecProxy proxy = proxy(arguments, ExecSession.of(program.getFirst()))) {
      return runChild(program, new ChildEnvironment(proxy.session(), noProxy));
    }
  }

  private static ExecProxy proxy(CommandLine arguments, ExecSession requested) throws AppException {
    Optional<ControlClient> running =
        PidArgument.runningUnless(arguments, ConfigArgument.NAME, LOG);
    Optional<String> outbound = OutboundArgument.of(arguments);
    if (running.isEmpty()) {
      PrivateExecProxy proxy = privateProxy(arguments, requested, outbound);
      announce(arguments, requested);
      return proxy;
    }
    Optional<RemoteExecSession> remote = RemoteExecSession.open(running.get(), requested, outbound);
    if (remote.isPresent()) {
      return remote.get();
    }
    PrivateExecProxy proxy = privateProxy(arguments, requested, outbound);
    Logger.warn(
        "the running proxy cannot open listeners for {}, which uses a private proxy instead",
        requested.user());
    return proxy;
  }

  /// Tells a person, by whom a surprise would be taken for a fault, that no running proxy is used.
  private static void announce(CommandLine arguments, ExecSession requested) {
    EffectiveConfig origin = ConfigArgument.origin(arguments);
    if (origin.kind() != EffectiveConfig.OriginKind.GIVEN
        && !arguments.hasOption(LOG)
        && Terminal.isStream(2)) {
      System.err.println("heddle: " + requested.user() + " has a private proxy, by " + origin);
    }
  }

  private static PrivateExecProxy privateProxy(
      CommandLine arguments, ExecSession requested, Optional<String> outbound) throws AppException {
    HostLists lists = new HostLists();
    Config config = ConfigArgument.loadOrInstalled(arguments, lists::load);
    OutboundArgument.check(outbound, config);
    LogBuilder.open(log(arguments, LogBuilder.settings(config.log())));
    try {
      return PrivateExecProxy.start(config, lists, requested, outbound);
    } catch (IOException e) {
      throw AppException.badInput(e.getMessage());
    }
  }

  /// The log of a private proxy: the file of `--log`, else the configured file, else warnings alone.
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

  private static ExitCode runChild(List<String> program, ChildEnvironment environment)
      throws AppException {
    ProcessBuilder builder = new ProcessBuilder(program).inheritIO();
    environment.addTo(builder.environment());
    try {
      SignalForwarder signals = SignalForwarder.install();
      Process child = builder.start();
      signals.forwardTo(child);
      return new ExitCode(child.waitFor());
    } catch (IOException e) {
      throw ProgramFailure.of(
          program.getFirst(), Objects.requireNonNullElse(System.getenv("PATH"), ""), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }
}
