package io.heddle.app;

import io.heddle.app.TemporaryRules.TemporaryRule;
import io.heddle.hostlist.HostList;
import io.heddle.route.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Rules of the router for the temporary ones. A rule stays the same object, so that its index stays, unless
/// it has lists, which a reload may exchange. Not thread-safe.
final class BuiltRules {
  private final Map<Integer, Rule> byNumber = new HashMap<>();

  /// The rules that have all their lists.
  ///
  /// @param lists those of the configuration in force, by name
  List<Rule> of(List<TemporaryRule> rules, Map<String, HostList> lists) {
    Set<Integer> numbers = rules.stream().map(TemporaryRule::number).collect(Collectors.toSet());
    byNumber.keySet().retainAll(numbers);
    return rules.stream()
        .filter(rule -> lists.keySet().containsAll(rule.config().lists()))
        .map(rule -> built(rule, lists))
        .toList();
  }

  private Rule built(TemporaryRule rule, Map<String, HostList> lists) {
    if (!rule.config().lists().isEmpty()) {
      byNumber.remove(rule.number());
    }
    return byNumber.computeIfAbsent(
        rule.number(), _ -> RouterBuilder.rule(rule.name(), rule.config(), lists));
  }
}
