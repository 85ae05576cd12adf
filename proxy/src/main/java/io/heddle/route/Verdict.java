package io.heddle.route;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What one rule says to one request.
///
/// @param route the rule's
/// @param findings about its conditions up to the first that does not hold, in the order of their
///     dimensions: so a name is resolved only if all else holds
public record Verdict(Route route, List<Finding> findings) {

  /// Whether a condition holds.
  public record Finding(Matcher matcher, boolean holds) {}

  public Verdict {
    findings = List.copyOf(findings);
  }

  static Verdict of(Rule rule, RoutingInput subject, RoutingTarget destination) throws IOException {
    List<Finding> findings = new ArrayList<>();
    List<Matcher> matchers =
        rule.matchers().stream().sorted(Comparator.comparing(Matcher::dimension)).toList();
    boolean holds = true;
    for (int i = 0; holds && i < matchers.size(); i++) {
      holds = matchers.get(i).matches(subject, destination);
      findings.add(new Finding(matchers.get(i), holds));
    }
    return new Verdict(rule.route(), findings);
  }

  /// Whether the rule takes the request.
  public boolean holds() {
    return findings.stream().allMatch(Finding::holds);
  }
}
