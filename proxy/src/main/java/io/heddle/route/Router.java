package io.heddle.route;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Router of requests: the first rule whose conditions all hold decides.
public final class Router {
  private final List<Rule> rules;
  private final RuleIndex index;
  private final Route defaultRoute;

  /// @param defaultRoute route of requests that match no rule
  public Router(List<Rule> rules, Route defaultRoute) {
    this.rules = List.copyOf(rules);
    this.defaultRoute = defaultRoute;
    index = new RuleIndex(this.rules);
  }

  /// Finds the route of a stream or datagram.
  ///
  /// @param names used only if the decision depends on resolved addresses
  /// @throws IOException if `names` throws it
  public Route route(RoutingInput input, NameResolver names) throws IOException {
    OptionalInt first = index.firstMatch(input, new RoutingTarget(input.target().host(), names));
    return first.isPresent() ? rules.get(first.getAsInt()).route() : defaultRoute;
  }

  /// Evaluates the rules one by one up to the first that matches, and reports the result of each
  /// condition. The last rule is the one that [#route] finds by its index.
  ///
  /// @throws IOException if `names` throws it
  public List<RuleEvaluation> explain(RoutingInput input, NameResolver names) throws IOException {
    RoutingTarget target = new RoutingTarget(input.target().host(), names);
    List<RuleEvaluation> verdicts = new ArrayList<>();
    for (Rule rule : rules) {
      RuleEvaluation verdict = RuleEvaluation.of(rule, input, target);
      verdicts.add(verdict);
      if (verdict.matches()) {
        break;
      }
    }
    return verdicts;
  }
}
