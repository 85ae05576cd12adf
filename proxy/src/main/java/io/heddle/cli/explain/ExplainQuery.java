package io.heddle.cli.explain;

import io.heddle.address.Endpoint;
import io.heddle.app.AppException;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.EffectiveConfig;
import io.heddle.cli.exec.HostedSession;
import io.heddle.config.Config;
import io.heddle.config.InboundConfig;
import io.heddle.config.file.DidYouMean;
import io.heddle.http1.HttpFields;
import io.heddle.policy.PolicyBinding;
import io.heddle.policy.PolicyDefinition;
import io.heddle.policy.PolicyEnforcer;
import io.heddle.policy.PolicySelection;
import io.heddle.policy.PolicySet;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Client.ClientProtocol;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.route.ProgramNames;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;

/// Question of `heddle explain`. It is sent to the running proxy with these HTTP fields, their values
/// encoded as in a URL:
///
///     Target: example.org:443
///     User: alice
///     Program: git
///     Inbound: 127.0.0.1:1080
///     Policy: agent
///     Format: text
///
/// @param target host and port, or a URL
/// @param user as whom the client has logged in
/// @param program name of the client's program
/// @param inbound the listener that the client uses, as configured; the first by default
/// @param policy instead of that of the listener
/// @param format `text` or `json`
record ExplainQuery(
    String target,
    Optional<String> user,
    Optional<String> program,
    Optional<String> inbound,
    Optional<String> policy,
    String format) {
  static final String USER = "user";
  static final String PROGRAM = "program";
  static final String INBOUND = "inbound";
  static final String POLICY = "policy";
  static final String JSON = "json";
  private static final String TEXT = "text";

  /// The question of a command line.
  static ExplainQuery of(CommandLine arguments) throws AppException {
    List<String> targets = arguments.getArgList();
    if (targets.size() != 1) {
      throw AppException.badInput(
          "explain needs one target, as host:port or as a URL" + Arguments.helpHint("explain"));
    }
    return new ExplainQuery(
        targets.getFirst(),
        Optional.ofNullable(arguments.getOptionValue(USER)),
        Optional.ofNullable(arguments.getOptionValue(PROGRAM)),
        Optional.ofNullable(arguments.getOptionValue(INBOUND)),
        Optional.ofNullable(arguments.getOptionValue(POLICY)),
        arguments.hasOption(JSON) ? JSON : TEXT);
  }

  /// The question of a request.
  ///
  /// @throws IllegalArgumentException if a value is not encoded properly
  static ExplainQuery of(HttpFields fields) {
    return new ExplainQuery(
        decoded(fields, "Target").orElse(""),
        decoded(fields, "User"),
        decoded(fields, "Program"),
        decoded(fields, "Inbound"),
        decoded(fields, "Policy"),
        decoded(fields, "Format").orElse(TEXT));
  }

  private static Optional<String> decoded(HttpFields fields, String name) {
    return fields.firstValue(name).map(one -> URLDecoder.decode(one, StandardCharsets.UTF_8));
  }

  HttpFields fields() {
    HttpFields fields = HttpFields.of("Target", encoded(target), "Format", format);
    if (user.isPresent()) {
      fields = fields.with("User", encoded(user.get()));
    }
    if (program.isPresent()) {
      fields = fields.with("Program", encoded(program.get()));
    }
    if (inbound.isPresent()) {
      fields = fields.with("Inbound", encoded(inbound.get()));
    }
    return policy.isPresent() ? fields.with("Policy", encoded(policy.get())) : fields;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// The request that a client would send.
  ///
  /// @param config has the listeners
  StreamRequest request(Config config) throws AppException {
    Client client =
        new Client(inbound(config), Endpoint.parse("127.0.0.1:0"), ClientProtocol.HTTP, user);
    try {
      return TargetParser.parse(client, target);
    } catch (IllegalArgumentException e) {
      throw AppException.badInput(Arguments.complaint(target, e));
    }
  }

  /// The same question of a child process of `heddle exec`, which is a client of the first listener.
  ///
  /// @throws AppException if it is about another client
  ExplainQuery of(HostedSession session) throws AppException {
    if (!isAboutItself()) {
      throw AppException.badInput(
          "explain: under heddle exec, the user, the program, the listener and the policy are those of "
              + session.user()
              + "; ask about others outside");
    }
    Optional<String> none = Optional.empty();
    return new ExplainQuery(target, Optional.of(session.user()), none, none, none, format);
  }

  /// Whether it names no other client than the process that asks.
  boolean isAboutItself() {
    return user.isEmpty() && program.isEmpty() && inbound.isEmpty() && policy.isEmpty();
  }

  boolean isText() {
    return format.equals(TEXT);
  }

  /// The names of the client's program, for rules.
  ProgramNames programs() {
    List<String> names = program.stream().toList();
    return () -> names;
  }

  private String inbound(Config config) throws AppException {
    List<String> known =
        config.inbounds().stream().map(InboundConfig::listen).map(Object::toString).toList();
    String chosen = inbound.orElse(known.getFirst());
    if (!known.contains(chosen)) {
      throw unknown(INBOUND, chosen, "listeners", known);
    }
    return chosen;
  }

  private static AppException unknown(String key, String name, String kind, List<String> known) {
    String all = kind + " are " + String.join(", ", known) + DidYouMean.hint(name, known);
    String those = known.isEmpty() ? "configuration has no " + kind : all;
    return AppException.badInput("--" + key + " " + name + ": the " + those);
  }

  /// The enforcer of the policy that is asked: the one of the question, else that of the listener.
  ///
  /// @param policies those of the configuration in force
  Optional<PolicyEnforcer> policy(Config config, PolicySet policies) throws AppException {
    return selection(config).map(one -> new PolicyBinding(one).enforcer(policies));
  }

  private Optional<PolicySelection> selection(Config config) throws AppException {
    List<String> known = config.policies().stream().map(PolicyDefinition::name).toList();
    if (policy.isPresent() && !known.contains(policy.get())) {
      throw unknown(POLICY, policy.get(), "policies", known);
    }
    String listener = inbound(config);
    return policy
        .or(() ->
            config.inbounds().stream()
                .filter(one -> one.listen().toString().equals(listener))
                .findFirst()
                .flatMap(InboundConfig::policy))
        .map(PolicySelection::configured);
  }

  /// The answer in the format that was asked for.
  String print(SelfExplanation explanation, EffectiveConfig origin) {
    return format.equals(JSON) ? explanation.json(origin) : explanation.text(origin);
  }

  /// The answer in the format that was asked for.
  String print(Explanation explanation, EffectiveConfig origin) {
    return format.equals(JSON)
        ? ExplanationJson.print(explanation, origin)
        : ExplanationText.print(explanation, origin);
  }
}
