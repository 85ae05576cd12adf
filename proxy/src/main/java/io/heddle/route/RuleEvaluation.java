package io.heddle.route;

import io.heddle.route.Router.Route;
import io.heddle.route.Router.RoutingInput;
import io.heddle.route.Router.RoutingTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Evaluation of one rule for one request.
///
/// @param route route of the rule
/// @param results results of its conditions up to the first that does not hold, in the order of
///     their dimensions, so that a name is resolved only if all other conditions hold
public record RuleEvaluation(Route route, List<MatcherResult> results) {

  /// Result of one condition.
  ///
  /// @param evidence what the condition has found, if that is not in the condition itself
  public record MatcherResult(Matcher matcher, boolean matches, Optional<String> evidence) {}

  public RuleEvaluation {
    results = List.copyOf(results);
  }

  static RuleEvaluation of(Rule rule, RoutingInput input, RoutingTarget target) throws IOException {
    List<MatcherResult> results = new ArrayList<>();
    List<Matcher> matchers =
        rule.matchers().stream().sorted(Comparator.comparing(Matcher::dimension)).toList();
    boolean matches = true;
    for (int i = 0; matches && i < matchers.size(); i++) {
      matches = matchers.get(i).matches(input, target);
      Optional<String> evidence = matches ? matchers.get(i).evidence(target) : Optional.empty();
      results.add(new MatcherResult(matchers.get(i), matches, evidence));
    }
    return new RuleEvaluation(rule.route(), results);
  }

  /// Whether the rule matches the request.
  public boolean matches() {
    return results.stream().allMatch(MatcherResult::matches);
  }
}
