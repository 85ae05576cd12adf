package io.heddle.route;

import io.heddle.route.Router.Route;
import io.heddle.route.Router.RoutingInput;
import io.heddle.route.Router.RoutingTarget;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Routing rule: requests that fulfil all conditions take its route. A rule without conditions
/// matches every request.
///
/// @param matchers conditions, at most one in each dimension
/// @param route route of matching requests, with the rule's name in the log
public record Rule(List<Matcher> matchers, Route route) {

  public Rule {
    matchers = List.copyOf(matchers);
    if (matchers.stream().map(Matcher::dimension).distinct().count() < matchers.size()) {
      throw new IllegalArgumentException("two conditions about the same");
    }
  }

  /// The condition in this dimension, if there is one.
  Optional<Matcher> matcher(MatchField dimension) {
    return matchers.stream().filter(matcher -> matcher.dimension() == dimension).findFirst();
  }

  boolean matches(RoutingInput input, RoutingTarget target) throws IOException {
    for (Matcher matcher : matchers) {
      if (!matcher.matches(input, target)) {
        return false;
      }
    }
    return true;
  }
}
