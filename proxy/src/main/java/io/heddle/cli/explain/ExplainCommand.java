package io.heddle.cli.explain;

import io.heddle.address.Endpoint;
import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.app.LogBuilder;
import io.heddle.app.ServerBuilder;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.Command;
import io.heddle.cli.command.ConfigArgument;
import io.heddle.cli.command.PositionalArgs;
import io.heddle.config.Config;
import io.heddle.config.InboundConfig;
import io.heddle.logging.LogSettings;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Client.ClientProtocol;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.server.ServerRuntime;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// Command `heddle explain`: performs a dry run of a request and prints its path, step by step.
public record ExplainCommand() implements Command {
  private static final String USER = "user";
  private static final String INBOUND = "inbound";
  private static final String JSON = "json";

  @Override
  public String name() {
    return "explain";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Arguments.option(ConfigArgument.NAME))
        .addOption(Arguments.option(USER))
        .addOption(Arguments.option(INBOUND))
        .addOption(Arguments.flag(JSON));
  }

  @Override
  public PositionalArgs positionalArgs() {
    return PositionalArgs.WORDS;
  }

  @Override
  public String help() {
    return """
    heddle explain HOST:PORT|URL [--config FILE] [--user NAME] [--inbound ADDR] [--json]

    Does what the proxy would do for a client's request to this target, up to the point where the
    first byte could be sent: tries the rules, resolves names, connects, negotiates TLS, and asks
    the upstream proxies. Prints the result and the duration of each step. For an http:// URL, which
    the proxy forwards, the request itself is not sent, so an upstream proxy may still refuse it.

      --config FILE    the configuration; by default the installed one, if there is one
      --user NAME      the client has logged in as this user
      --inbound ADDR   the client uses this listener, written as its listen; by default the first
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
    Config config = ConfigArgument.loadOrInstalled(arguments);
    StreamRequest request = request(arguments, config);
    Explanation explanation = explain(request, config);
    out.print(
        arguments.hasOption(JSON)
            ? ExplanationJson.print(explanation)
            : ExplanationText.print(explanation));
    return explanation.outcome().refusal().isPresent() ? ExitCode.FAILED : ExitCode.OK;
  }

  private static StreamRequest request(CommandLine arguments, Config config) throws AppException {
    List<String> targets = arguments.getArgList();
    if (targets.size() != 1) {
      throw AppException.badInput(
          "explain needs one target, as host:port or as a URL" + Arguments.helpHint("explain"));
    }
    Client client =
        new Client(
            inbound(arguments, config),
            Endpoint.parse("127.0.0.1:0"),
            ClientProtocol.HTTP,
            Optional.ofNullable(arguments.getOptionValue(USER)));
    try {
      return TargetParser.parse(client, targets.getFirst());
    } catch (IllegalArgumentException e) {
      throw AppException.badInput(targets.getFirst() + ": " + e.getMessage());
    }
  }

  private static String inbound(CommandLine arguments, Config config) throws AppException {
    List<String> known =
        config.inbounds().stream().map(InboundConfig::listen).map(Object::toString).toList();
    String chosen = arguments.getOptionValue(INBOUND, known.getFirst());
    if (!known.contains(chosen)) {
      throw AppException.badInput(
          "--inbound " + chosen + ": the listeners are " + String.join(", ", known));
    }
    return chosen;
  }

  private static Explanation explain(StreamRequest request, Config config) throws AppException {
    try {
      ServerBuilder assembly = new ServerBuilder();
      ServerRuntime runtime = assembly.runtime();
      // The proxy would listen there, so a loop is found here, too.
      config.inbounds().forEach(inbound -> runtime.listenerAddresses().add(inbound.listen()));
      Thread http2 = Thread.startVirtualThread(() -> runHttp2Connections(runtime));
      try {
        return Explanation.of(request, assembly.configuration(config), runtime);
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
