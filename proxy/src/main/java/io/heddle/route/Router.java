package io.heddle.route;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Chooses the way of each request: by the first rule that it fulfils.
public final class Router {
  private final List<Rule> rules;
  private final RuleIndex index;
  private final Route defaultRoute;

  /// @param defaultRoute for what no rule speaks of
  public Router(List<Rule> rules, Route defaultRoute) {
    this.rules = List.copyOf(rules);
    this.defaultRoute = defaultRoute;
    index = new RuleIndex(this.rules);
  }

  /// The way for `input`.
  ///
  /// @param names asked only if a rule says so
  /// @throws IOException as `names` does
  public Route route(RoutingInput input, NameResolver names) throws IOException {
    OptionalInt first = index.firstMatch(input, new RoutingTarget(input.target().host(), names));
    return first.isPresent() ? rules.get(first.getAsInt()).route() : defaultRoute;
  }

  /// Tries the rules one by one up to the first that holds, and says of each condition whether it
  /// does. What comes out is what [#route] finds by its index.
  ///
  /// @throws IOException as `names` does
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
