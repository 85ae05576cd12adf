package io.heddle.cli.exec;

import static java.util.stream.Collectors.joining;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.admin.AdminHandler;
import io.heddle.admin.AdminRequest;
import io.heddle.admin.AdminResponse;
import io.heddle.app.AppException;
import io.heddle.app.ListenFailure;
import io.heddle.app.RunningServer;
import io.heddle.cli.command.EffectiveConfig;
import io.heddle.cli.command.SurroundingProxy;
import io.heddle.config.Config;
import io.heddle.http1.HttpFields;
import io.heddle.net.namespace.NetworkNamespace;
import io.heddle.net.namespace.PassedDescriptor;
import io.heddle.policy.PolicyObserver;
import io.heddle.policy.PolicySelection;
import io.heddle.request.PrintableText;
import io.heddle.server.AdditionalListeners;
import io.heddle.server.ListenException;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Host of exec sessions in the running proxy: other processes that run `heddle exec` request them.
/// Each session lives from the response here until its process closes the connection, which it does
/// even when it is killed. The user name of the session appears on all its connections.
///
/// @param config the configuration of the proxy, as it describes itself
/// @param sessions by the address of their listener
public record ExecSessionHost(
    RunningServer running, Optional<String> config, Map<Endpoint, HostedSession> sessions)
    implements AdminHandler, Function<Endpoint, Optional<HostedSession>> {
  static final String METHOD = "POST";
  public static final String PATH = SurroundingProxy.SESSIONS;

  /// The route of this handler.
  public static final String ROUTE = METHOD + " " + PATH;

  /// The route of the reports about sessions.
  public static final String REPORT_ROUTE = "GET " + PATH;

  /// The parameter that names the session of a report.
  public static final String LISTENER = SurroundingProxy.SESSION_LISTENER;

  /// The parameter with which the learned policy is asked for.
  static final String LEARNED = "learned";

  private static final String POLICY = "Policy";
  private static final String OUTBOUND = "Outbound";
  private static final String CONFIG = "Configuration";

  /// A host without sessions.
  public ExecSessionHost(RunningServer running, Optional<String> config) {
    this(running, config, new ConcurrentHashMap<>());
  }

  /// The session whose child process has this network namespace.
  public Optional<HostedSession> inNamespace(NetworkNamespace namespace) {
    return sessions.values().stream()
        .filter(one -> one.namespace().filter(namespace::equals).isPresent())
        .findFirst();
  }

  /// The session at this listener.
  @Override
  public Optional<HostedSession> apply(Endpoint listener) {
    return Optional.ofNullable(sessions.get(listener));
  }

  /// The fields of a request for a session.
  ///
  /// @param offer of its listener, if it is in a network namespace
  static HttpFields requestFields(SessionRequest requested, DescriptorOffer offer) {
    HttpFields fields = requested.session().fields();
    if (requested.outbound().isPresent()) {
      fields = fields.with(OUTBOUND, encoded(requested.outbound().get()));
    }
    if (requested.policy().isPresent()) {
      fields = fields.with(POLICY, encoded(requested.policy().get().toString()));
    }
    return offer.description().isPresent() ? offer.description().get().addedTo(fields) : fields;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /// Reads the addresses of the two listeners from the body of a response, one on each line.
  ///
  /// @throws IllegalArgumentException if a line is no address
  static List<Endpoint> addresses(String body) {
    return body.lines().map(Endpoint::parse).toList();
  }

  /// Reads the configuration of the proxy from the fields of a response; empty if it is an older
  /// proxy.
  static Optional<String> config(HttpFields fields) {
    return fields
        .firstValue(CONFIG)
        .map(value -> PrintableText.lines(URLDecoder.decode(value, StandardCharsets.UTF_8)));
  }

  @Override
  public AdminResponse handle(AdminRequest request) {
    if (request.method().equals("GET")) {
      return report(request);
    }
    try {
      ExecSession requested = ExecSession.of(request.fields());
      Optional<String> outbound = decoded(request, OUTBOUND);
      Optional<PolicySelection> policy = decoded(request, POLICY).map(PolicySelection::parse);
      OutboundArgument.check(outbound, running.server().configuration());
      PolicyArgument.check(
          policy,
          running.server().configuration().policies().names(),
          EffectiveConfig.ofThisProxy(config).toString());
      Optional<OfferedDescriptor> offered = OfferedDescriptor.of(request.fields());
      Optional<InsideListener> inside = Optional.empty();
      if (offered.isPresent()) {
        inside = Optional.of(InsideListener.receive(requested.withoutLogin(), offered.get()));
      }
      Optional<PassedDescriptor> descriptor = inside.map(InsideListener::descriptor);
      return host(new SessionRequest(requested, outbound, policy, descriptor), inside);
    } catch (AppException | IllegalArgumentException e) {
      return AdminResponse.text(422, e.getMessage());
    } catch (ListenException e) {
      return AdminResponse.text(503, ListenFailure.describe(e));
    } catch (IOException e) {
      return AdminResponse.text(503, "the listener of the command: " + e.getMessage());
    }
  }

  /// Opens the listeners. A failure closes the one that has been received.
  private AdminResponse host(SessionRequest request, Optional<InsideListener> inside)
      throws ListenException {
    Config current = running.config();
    SessionObserver observer = SessionObserver.of(request.policy(), current);
    AdditionalListeners listeners;
    try {
      listeners = running.server().open(request.bindings(current, observer), request.view());
    } catch (ListenException | RuntimeException e) {
      inside.ifPresent(InsideListener::close);
      throw e;
    }
    String body = listeners.addresses().stream().map(Address::toString).collect(joining("\n"));
    HostedSession session =
        new HostedSession(
            request.session().user(),
            request.policy(current, PolicyObserver.NONE),
            request.view(),
            listeners,
            observer,
            inside.flatMap(one -> NetworkNamespace.of(one.descriptor().number())));
    sessions.put(session.listener(), session);
    return AdminResponse.text(200, body)
        .with(CONFIG, encoded(config.orElse("")))
        .withLease(() -> {
          sessions.remove(session.listener());
          listeners.close();
          inside.ifPresent(InsideListener::close);
        });
  }

  private static String report(HostedSession session, Optional<String> learned) {
    return learned.isPresent()
        ? session.observer().policy().orElse("")
        : SessionReport.of(session.listeners().accepted(), session.observer().refused()).toString();
  }

  private AdminResponse report(AdminRequest request) {
    try {
      Endpoint listener = Endpoint.parse(request.parameter(LISTENER).orElse(""));
      return Optional.ofNullable(sessions.get(listener))
          .map(one -> AdminResponse.text(200, report(one, request.parameter(LEARNED))))
          .orElseGet(() -> AdminResponse.text(404, "no such session"));
    } catch (IllegalArgumentException e) {
      return AdminResponse.text(400, e.getMessage());
    }
  }

  private static Optional<String> decoded(AdminRequest request, String field) {
    return request
        .fields()
        .firstValue(field)
        .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8));
  }
}
