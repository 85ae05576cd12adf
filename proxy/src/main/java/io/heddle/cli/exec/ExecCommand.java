package io.heddle.cli.exec;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.Command;
import io.heddle.cli.command.ConfigArgument;
import io.heddle.cli.command.PidArgument;
import io.heddle.cli.command.PositionalArgs;
import io.heddle.cli.env.EnvCommand;
import io.heddle.cli.env.ProxyVariables;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

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
  /// Options that limit what the child process may reach.
  private static final List<String> LIMITS = List.of();

  @Override
  public String name() {
    return "exec";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Arguments.option(ConfigArgument.NAME))
        .addOption(Arguments.option(OutboundArgument.NAME))
        .addOption(Arguments.option(ExecProxyChoice.LOG))
        .addOption(Arguments.option(PidArgument.NAME))
        .addOption(Arguments.option(IsolationArgument.NAME))
        .addOption(Arguments.option(IsolationArgument.REACH))
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
    Optional<String> outbound = OutboundArgument.of(arguments);
    ExecProxyChoice choice = new ExecProxyChoice(arguments);
    IsolationArgument isolation = IsolationArgument.of(arguments, LIMITS);
    if (isolation.mode() != IsolationArgument.IsolationMode.OFF) {
      ProgramFailure.check(program.getFirst(), path());
    }
    ExecSession session = ExecSession.of(program.getFirst());
    Optional<NamespaceProgram> namespace = isolation.namespace(session.user());
    if (namespace.isPresent()) {
      return new IsolatedRun(choice, namespace.get(), isolation.reach(), outbound, noProxy)
          .run(program);
    }
    try (ExecProxy proxy = choice.open(new SessionRequest(session, outbound, Optional.empty()))) {
      return runChild(program, new ChildEnvironment(proxy.session(), noProxy));
    }
  }

  private static String path() {
    return Objects.requireNonNullElse(System.getenv("PATH"), "");
  }

  private static ExitCode runChild(List<String> program, ChildEnvironment environment)
      throws AppException {
    ProcessBuilder builder = new ProcessBuilder(program).inheritIO();
    environment.addTo(builder.environment());
    try {
      SignalForwarder signals = SignalForwarder.install();
      Process child = builder.start();
      signals.forwardTo(child.toHandle());
      return new ExitCode(child.waitFor());
    } catch (IOException e) {
      throw ProgramFailure.of(program.getFirst(), path(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }
}
