package io.heddle.route;

import java.io.IOException;
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
  public Route route(Subject subject, Names names) throws IOException {
    OptionalInt first = index.first(subject, new Destination(subject.target().host(), names));
    return first.isPresent() ? rules.get(first.getAsInt()).route() : fallback;
  }
}
