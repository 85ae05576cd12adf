package io.heddle.cli.explain;

import io.heddle.admin.AdminHandler;
import io.heddle.admin.AdminRequest;
import io.heddle.admin.AdminResponse;
import io.heddle.app.AppException;
import io.heddle.app.RunningServer;
import io.heddle.cli.command.EffectiveConfig;
import io.heddle.policy.PolicySelection;
import io.heddle.request.ProxyRequest.StreamRequest;
import java.io.IOException;
import java.util.Optional;

/// Host of explanations in the running proxy: `heddle explain` asks it, so that the answer is by the
/// rules, the outbounds and the lookups with which clients are served at this moment.
///
/// @param origin of the configuration
public record ExplainHost(RunningServer running, EffectiveConfig origin) implements AdminHandler {
  static final String METHOD = "POST";
  static final String PATH = "/explain";

  /// The route of this handler.
  public static final String ROUTE = METHOD + " " + PATH;

  static final int OPEN = 200;
  static final int REFUSED = 502;
  static final int BAD_INPUT = 422;

  @Override
  public AdminResponse handle(AdminRequest request) {
    try {
      ExplainQuery query = ExplainQuery.of(request.fields());
      StreamRequest asked = query.request(running.config());
      Optional<PolicySelection> policy = query.policy(running.config());
      Optional<SelfExplanation> self =
          SelfExplanation.of(asked, policy, running.server().configuration().policies());
      if (self.isPresent()) {
        return AdminResponse.text(
            self.get().isOpen() ? OPEN : REFUSED, query.print(self.get(), origin));
      }
      Explanation explanation =
          Explanation.of(
              asked, query.programs(), policy, running.server().configuration(), running.runtime());
      return AdminResponse.text(
          explanation.outcome().isOpen() ? OPEN : REFUSED, query.print(explanation, origin));
    } catch (AppException | IllegalArgumentException e) {
      return AdminResponse.text(BAD_INPUT, e.getMessage());
    } catch (IOException e) {
      return AdminResponse.text(503, "heddle: " + e.getMessage());
    }
  }
}
