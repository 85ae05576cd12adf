package io.heddle.route;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Chooses the way of each request: by the first rule that it fulfils.
public final class Router {
  private final List<Rule> rules;
  private final RuleIndex index;
  private final Route fallback;

  /// @param fallback for what no rule speaks of
  public Router(List<Rule> rules, Route fallback) {
    this.rules = List.copyOf(rules);
    this.fallback = fallback;
    index = new RuleIndex(this.rules);
  }

  /// The way for `subject`.
  ///
  /// @param names asked only if a rule says so
  /// @throws IOException as `names` does
  public Route route(RoutingInput subject, NameResolver names) throws IOException {
    OptionalInt first = index.first(subject, new RoutingTarget(subject.target().host(), names));
    return first.isPresent() ? rules.get(first.getAsInt()).route() : fallback;
  }

  /// Tries the rules one by one up to the first that holds, and says of each condition whether it
  /// does. What comes out is what [#route] finds by its index.
  ///
  /// @throws IOException as `names` does
  public List<Verdict> explain(RoutingInput subject, NameResolver names) throws IOException {
    RoutingTarget destination = new RoutingTarget(subject.target().host(), names);
    List<Verdict> verdicts = new ArrayList<>();
    for (Rule rule : rules) {
      Verdict verdict = Verdict.of(rule, subject, destination);
      verdicts.add(verdict);
      if (verdict.holds()) {
        break;
      }
    }
    return verdicts;
  }
}
