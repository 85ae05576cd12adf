package io.heddle.route;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Where to send what fulfils all of its conditions; without any, everything does.
///
/// @param matchers at most one in each dimension
/// @param route what to do, and what the log calls this rule
public record Rule(List<Matcher> matchers, Route route) {

  public Rule {
    matchers = List.copyOf(matchers);
    if (matchers.stream().map(Matcher::dimension).distinct().count() < matchers.size()) {
      throw new IllegalArgumentException("two conditions about the same");
    }
  }

  /// The condition about that.
  Optional<Matcher> matcher(Dimension dimension) {
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
