package io.heddle.route;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What one rule says to one request.
///
/// @param route the rule's
/// @param results about its conditions up to the first that does not hold, in the order of their
///     dimensions: so a name is resolved only if all else holds
public record RuleEvaluation(Route route, List<MatcherResult> results) {

  /// Whether a condition holds.
  public record MatcherResult(Matcher matcher, boolean matches) {}

  public RuleEvaluation {
    results = List.copyOf(results);
  }

  static RuleEvaluation of(Rule rule, RoutingInput input, RoutingTarget target) throws IOException {
    List<MatcherResult> findings = new ArrayList<>();
    List<Matcher> matchers =
        rule.matchers().stream().sorted(Comparator.comparing(Matcher::dimension)).toList();
    boolean holds = true;
    for (int i = 0; holds && i < matchers.size(); i++) {
      holds = matchers.get(i).matches(input, target);
      findings.add(new MatcherResult(matchers.get(i), holds));
    }
    return new RuleEvaluation(rule.route(), findings);
  }

  /// Whether the rule takes the request.
  public boolean matches() {
    return results.stream().allMatch(MatcherResult::matches);
  }
}
