package io.heddle.cli.explain;

import io.heddle.address.Endpoint;
import io.heddle.admin.AdminHandler;
import io.heddle.admin.AdminRequest;
import io.heddle.admin.AdminResponse;
import io.heddle.app.AppException;
import io.heddle.app.RunningServer;
import io.heddle.cli.command.EffectiveConfig;
import io.heddle.cli.exec.HostedSession;
import io.heddle.policy.PolicyEnforcer;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.server.ActiveConfiguration;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/// Host of explanations in the running proxy: `heddle explain` asks it, so that the answer is by the
/// rules, the outbounds and the lookups with which clients are served at this moment.
///
/// @param origin of the configuration
/// @param sessions of child processes of `heddle exec`, by their listener
public record ExplainHost(
    RunningServer running,
    EffectiveConfig origin,
    Function<Endpoint, Optional<HostedSession>> sessions)
    implements AdminHandler {
  static final String METHOD = "POST";
  static final String PATH = "/explain";

  /// The route of this handler.
  public static final String ROUTE = METHOD + " " + PATH;

  static final int OPEN = 200;
  static final int REFUSED = 502;
  static final int BAD_INPUT = 422;

  /// The process may not ask here.
  static final int FOREIGN = 403;

  /// There is no such session.
  static final int UNKNOWN = 404;

  private static final String NO_SESSION = "no such session";

  /// The field that names the listener of the session of which a child process asks.
  static final String SESSION = "Session";

  /// The handler of questions of a child process of `heddle exec`. Each is answered as its request would
  /// be served, so that no question goes around its policy.
  public AdminHandler of(HostedSession session) {
    return request -> {
      ActiveConfiguration current = session.view().apply(running.server().configuration());
      return answer(() -> {
        if (isOfAnother(request, session)) {
          return AdminResponse.text(UNKNOWN, NO_SESSION);
        }
        ExplainQuery query = ExplainQuery.of(request.fields()).of(session);
        return explain(
            query, session.policy().map(one -> one.enforcer(current.policies())), current);
      });
    };
  }

  /// Whether it asks of another session than its own, such as that of a private proxy of a nested
  /// `heddle exec`, which has a policy of its own.
  private static boolean isOfAnother(AdminRequest request, HostedSession session) {
    return request
        .fields()
        .firstValue(SESSION)
        .map(Endpoint::parse)
        .filter(one -> !one.equals(session.listener()))
        .isPresent();
  }

  @Override
  public AdminResponse handle(AdminRequest request) {
    Optional<String> listener = request.fields().firstValue(SESSION);
    if (listener.isPresent()) {
      return answer(() ->
          sessions
              .apply(Endpoint.parse(listener.get()))
              .map(session -> of(session).handle(request))
              .orElseGet(() -> AdminResponse.text(UNKNOWN, NO_SESSION)));
    }
    ActiveConfiguration current = running.server().configuration();
    return answer(() -> {
      ExplainQuery query = ExplainQuery.of(request.fields());
      return explain(query, query.policy(running.config(), current.policies()), current);
    });
  }

  @FunctionalInterface
  private interface Answer {
    AdminResponse get() throws AppException, IOException;
  }

  private static AdminResponse answer(Answer answer) {
    try {
      return answer.get();
    } catch (AppException | IllegalArgumentException e) {
      return AdminResponse.text(BAD_INPUT, e.getMessage());
    } catch (IOException e) {
      return AdminResponse.text(503, "heddle: " + e.getMessage());
    }
  }

  private AdminResponse explain(
      ExplainQuery query, Optional<PolicyEnforcer> policy, ActiveConfiguration configuration)
      throws AppException, IOException {
    StreamRequest asked = query.request(running.config());
    Optional<SelfExplanation> self = SelfExplanation.of(asked, policy);
    if (self.isPresent()) {
      return AdminResponse.text(
          self.get().isOpen() ? OPEN : REFUSED, query.print(self.get(), origin));
    }
    Explanation explanation =
        Explanation.of(asked, query.programs(), policy, configuration, running.runtime());
    return AdminResponse.text(
        explanation.outcome().isOpen() ? OPEN : REFUSED, query.print(explanation, origin));
  }
}
