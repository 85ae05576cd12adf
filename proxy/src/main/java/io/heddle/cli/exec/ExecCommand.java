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
import java.io.PrintStream;
import java.util.List;
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
  private static final List<String> LIMITS =
      List.of(
          PolicyArgument.POLICY, PolicyArgument.ALLOW, PolicyArgument.DENY, PolicyArgument.LEARN);

  private static final String HELP =
      """
      heddle exec [--policy NAME] [--allow LIST] [--deny LIST] [--learn FILE]
                  [--isolate auto|require|off] [--reach PORT] [--outbound NAME]
                  [--pid PID | --config FILE | --log FILE] [--no-proxy HOSTS] -- COMMAND...

      Runs a command with environment variables that make its programs use the running proxy: curl,
      git (also by ssh), pip, npm, yarn, Maven, Gradle, Java, Go, cargo, gcloud and others. The status
      page and the log of the proxy show the name of the command as the user. If no proxy is running,
      a private one is started, which ends with the command. When the proxy ends before the command,
      the next one with the same configuration takes over. Under another heddle exec, the proxy of that
      is used, and its policy holds, too.

        --policy NAME      the command may reach what this policy of the configuration allows
        --allow LIST       the command may reach this, or this besides: names (and those below), =names,
                           addresses, CIDRs, group:NAME, each with :PORT or not, separated by commas;
                           --allow '' allows nothing. Denied are private addresses that it does not list.
                           The groups are in the file share/heddle/policy-groups.txt
        --deny LIST        the command may not reach this
        --learn FILE       refuse nothing but private addresses and what is denied, and write a policy of
                           what the command has asked for, with counts, to this file at its end; it must
                           not exist. --deny is written, too, and so are the addresses of --allow, and
                           all of --policy but names in its allow
        --isolate MODE     the command runs in a network namespace whose only way out is the proxy.
                           auto: where the system allows it, else a line on standard error says that
                           nothing keeps the command from going around the proxy; the default with
                           --policy, --allow, --deny, --learn and --reach. require: fails with 1
                           where the system refuses. off: the default without them
        --reach PORT       127.0.0.1:PORT in the namespace leads to 127.0.0.1:PORT of this machine; may be
                           repeated. Without it, 127.0.0.1 and localhost are those of the namespace, even
                           if --allow lists them
        --outbound NAME    send all requests to this outbound; by default, the rules decide
        --pid PID          the process id of the proxy, if several are running
        --config FILE      start a private proxy with this configuration, without its listeners; by
                           default, a private proxy uses the installed configuration, if there is one
        --log FILE         start a private proxy that appends a line for each connection to this file;
                           - is standard error
        --no-proxy HOSTS   hosts to reach without the proxy; by default localhost,127.0.0.1,::1,[::1] and
                           those of no_proxy. Only with --isolate off: a namespace has no other route

      A network namespace is no file sandbox: the command reads and writes what its user may, and UNIX
      sockets with a path stay reachable, such as that of Docker. It has no UDP.

      Exit codes: that of the command; 126 it cannot be executed, 127 it is not found; 2 bad arguments
      or configuration. Signals are forwarded to the command. At the end, a line on standard error says
      what the policy has refused, and whether a command that ran for longer than a second, or Node
      that failed in a namespace, made no connection through the proxy.

      Examples:
        heddle exec -- git clone https://example.org/project.git
        heddle exec --allow group:npm,group:github --isolate require -- npm ci
        heddle exec --learn ci.yaml -- npm ci
        heddle exec --config ci.yaml --policy learned --isolate require -- npm ci
        heddle exec --outbound corp --log - -- mvn verify
      """;

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
        .addOption(Arguments.option(PolicyArgument.POLICY))
        .addOption(Arguments.repeatableOption(PolicyArgument.ALLOW))
        .addOption(Arguments.repeatableOption(PolicyArgument.DENY))
        .addOption(Arguments.option(PolicyArgument.LEARN))
        .addOption(Arguments.option(IsolationArgument.NAME))
        .addOption(Arguments.repeatableOption(IsolationArgument.REACH))
        .addOption(Arguments.option(EnvCommand.NO_PROXY));
  }

  @Override
  public PositionalArgs positionalArgs() {
    return PositionalArgs.PROGRAM;
  }

  @Override
  public String help() {
    return HELP;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws AppException {
    List<String> program = arguments.getArgList();
    if (program.isEmpty()) {
      throw AppException.badInput("exec needs a command to run" + Arguments.helpHint(name()));
    }
    IsolationArgument isolation = IsolationArgument.of(arguments, LIMITS);
    checkNoProxy(arguments, isolation);
    PolicyArgument.checkLearn(arguments);
    if (isolation.mode() != IsolationArgument.IsolationMode.OFF) {
      ProgramFailure.check(program.getFirst(), ChildRun.path());
    }
    ChildRun run =
        new ChildRun(
            program,
            new ExecProxyChoice(arguments),
            OutboundArgument.of(arguments),
            PolicyArgument.of(arguments),
            Optional.ofNullable(arguments.getOptionValue(PolicyArgument.LEARN)),
            noProxy(arguments, isolation));
    Optional<NamespaceProgram> namespace = isolation.namespace(program.getFirst());
    if (run.policy().isPresent()) {
      printHints(new PolicyHints(run.policy().get()), arguments, namespace.isPresent());
    }
    return namespace.isPresent()
        ? new IsolatedRun(run, namespace.get(), isolation.reach()).start()
        : run.run();
  }

  private static void printHints(PolicyHints hints, CommandLine arguments, boolean isolated) {
    hints.ofGroups().forEach(System.err::println);
    // With --no-proxy '', programs use the proxy for loopback addresses, too.
    if (isolated
        && !arguments.hasOption(IsolationArgument.REACH)
        && !arguments.hasOption(EnvCommand.NO_PROXY)) {
      hints.ofLoopback(arguments.getArgList().getFirst()).ifPresent(System.err::println);
    }
  }

  /// Refused also where the system may make no namespace: a command line means the same on each system.
  private static void checkNoProxy(CommandLine arguments, IsolationArgument isolation)
      throws AppException {
    IsolationArgument.IsolationMode mode = isolation.mode();
    if (mode == IsolationArgument.IsolationMode.OFF
        || arguments.getOptionValue(EnvCommand.NO_PROXY, "").isEmpty()) {
      return;
    }
    throw AppException.badInput(
        mode == IsolationArgument.IsolationMode.REQUIRE
            ? "--no-proxy cannot be combined with --isolate require: the command has no other route"
            : "--no-proxy needs --isolate off: in a network namespace, the command has no other route");
  }

  /// The hosts that need no proxy. Those of the user's own variable could not be reached from a network
  /// namespace.
  private static String noProxy(CommandLine arguments, IsolationArgument isolation) {
    String usual =
        isolation.mode() == IsolationArgument.IsolationMode.OFF
            ? ProxyVariables.noProxy(System.getenv())
            : ProxyVariables.LOCAL;
    return arguments.getOptionValue(EnvCommand.NO_PROXY, usual);
  }
}
