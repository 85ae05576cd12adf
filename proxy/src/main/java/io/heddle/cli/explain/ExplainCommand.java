package io.heddle.cli.explain;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.app.HostLists;
import io.heddle.app.LogBuilder;
import io.heddle.app.ServerBuilder;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.Command;
import io.heddle.cli.command.ConfigArgument;
import io.heddle.cli.command.PidArgument;
import io.heddle.cli.command.PositionalArgs;
import io.heddle.cli.command.SurroundingProxy;
import io.heddle.config.Config;
import io.heddle.control.ControlClient;
import io.heddle.control.ControlClient.ControlResponse;
import io.heddle.logging.LogSettings;
import io.heddle.policy.PolicyEnforcer;
import io.heddle.policy.PolicySet;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.route.ProgramNames;
import io.heddle.server.ServerRuntime;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// Command `heddle explain`: performs a dry run of a request and prints its path, step by step.
public record ExplainCommand() implements Command {
  @Override
  public String name() {
    return "explain";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Arguments.option(ConfigArgument.NAME))
        .addOption(Arguments.option(PidArgument.NAME))
        .addOption(Arguments.option(ExplainQuery.USER))
        .addOption(Arguments.option(ExplainQuery.PROGRAM))
        .addOption(Arguments.option(ExplainQuery.INBOUND))
        .addOption(Arguments.option(ExplainQuery.POLICY))
        .addOption(Arguments.flag(ExplainQuery.JSON));
  }

  @Override
  public PositionalArgs positionalArgs() {
    return PositionalArgs.WORDS;
  }

  @Override
  public String help() {
    return """
    heddle explain HOST[:PORT]|URL [--pid PID | --config FILE] [--user NAME] [--program NAME]
                   [--inbound ADDR] [--policy NAME] [--json]

    Does what the running proxy would do for a client's request to this target: tries the rules,
    resolves names, connects, negotiates TLS, and asks the upstream proxies. Prints the result and
    the duration of each step. For an http:// URL that an upstream proxy forwards, this proxy is
    asked for the head of the page. If no proxy is running, the installed configuration decides, or
    the defaults; the first line says which. Under heddle exec, it is about a request of that command,
    with its policy.

      --pid PID        the process id of the proxy, if several are running
      --config FILE    answer by this configuration instead
      --user NAME      the client has logged in as this user
      --program NAME   the client is this program
      --inbound ADDR   the client uses this listener, written as its listen; by default the first
      --policy NAME    ask this policy first; by default that of the listener, if it has one
      --json           print JSON

    Exit codes: 0 the target can be reached, 1 it cannot, 2 bad arguments or configuration.

    Examples:
      heddle explain example.org:443
      heddle explain http://intranet.example/ --config heddle.yaml --user alice
    """;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws AppException {
    LogBuilder.open(LogSettings.WARNINGS);
    return explain(arguments, out);
  }

  /// Runs the command without opening a log.
  static ExitCode explain(CommandLine arguments, PrintStream out) throws AppException {
    ExplainQuery query = ExplainQuery.of(arguments);
    Optional<SurroundingProxy> around =
        SurroundingProxy.unless(arguments, ConfigArgument.NAME, PidArgument.NAME);
    if (around.isPresent() && query.isAboutItself()) {
      return new SurroundingExplanation(query, around.get()).print(out);
    }
    Optional<ControlClient> running = PidArgument.runningUnless(arguments, ConfigArgument.NAME);
    if (running.isPresent()) {
      return explain(running.get(), query, out);
    }
    HostLists lists = new HostLists();
    Config config = ConfigArgument.loadOrInstalled(arguments, lists::load);
    StreamRequest request = query.request(config);
    Optional<PolicyEnforcer> policy = query.policy(config, new PolicySet(config.policies()));
    Optional<SelfExplanation> self = SelfExplanation.of(request, policy);
    if (self.isPresent()) {
      out.print(query.print(self.get(), ConfigArgument.origin(arguments)));
      return self.get().isOpen() ? ExitCode.OK : ExitCode.FAILED;
    }
    Explanation explanation = explain(request, query.programs(), policy, config, lists);
    out.print(query.print(explanation, ConfigArgument.origin(arguments)));
    return explanation.outcome().isOpen() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static ExitCode explain(ControlClient proxy, ExplainQuery query, PrintStream out)
      throws AppException {
    return print(
        PidArgument.send(proxy, ExplainHost.METHOD, ExplainHost.PATH, query.fields()), out);
  }

  /// Prints the answer of a running proxy.
  static ExitCode print(ControlResponse response, PrintStream out) throws AppException {
    String body = response.body();
    switch (response.status()) {
      case ExplainHost.OPEN, ExplainHost.REFUSED -> out.print(body);
      case ExplainHost.BAD_INPUT ->
          throw new AppException(ExitCode.BAD_INPUT, body.stripTrailing());
      default -> throw new AppException(ExitCode.FAILED, body.stripTrailing());
    }
    return response.status() == ExplainHost.OPEN ? ExitCode.OK : ExitCode.FAILED;
  }

  private static Explanation explain(
      StreamRequest request,
      ProgramNames programs,
      Optional<PolicyEnforcer> policy,
      Config config,
      HostLists lists)
      throws AppException {
    try {
      ServerBuilder assembly = new ServerBuilder(lists);
      ServerRuntime runtime = assembly.runtime();
      // The proxy would listen there, so a loop is found here, too.
      config.inbounds().forEach(inbound -> runtime.listenerAddresses().add(inbound.listen()));
      Thread http2 = Thread.startVirtualThread(() -> runHttp2Connections(runtime));
      try {
        return Explanation.of(request, programs, policy, assembly.configuration(config), runtime);
      } finally {
        http2.interrupt();
      }
    } catch (IOException e) {
      throw AppException.badInput(e.getMessage());
    }
  }

  /// A server does this all its life: without it, nothing is read from upstreams in HTTP/2.
  private static void runHttp2Connections(ServerRuntime runtime) {
    try {
      runtime.http2Connections().run();
    } catch (InterruptedException e) {
      // The explanation is complete.
    }
  }
}
