package io.heddle.config;

import io.heddle.address.PrivateAddresses;
import io.heddle.config.RuleConfig.TargetScope;
import io.heddle.request.ResolvePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Warnings of rules that can never decide.
final class RuleWarnings {
  /// The most pairs of rules that are compared. Of more rules, each is compared with the first ones.
  private static final int MAX_PAIRS = 1_000_000;

  private final List<RuleConfig> rules;
  private final List<ConfigWarning> found = new ArrayList<>();

  private RuleWarnings(List<RuleConfig> rules) {
    this.rules = rules;
  }

  static List<ConfigWarning> of(List<RuleConfig> rules) {
    RuleWarnings warnings = new RuleWarnings(rules);
    warnings.check();
    return warnings.found;
  }

  private void check() {
    List<RuleCover> covers = rules.stream().map(RuleCover::new).toList();
    int end =
        IntStream.range(0, rules.size())
            .filter(i -> covers.get(i).coversAll())
            .findFirst()
            .orElse(rules.size());
    int compared = Math.min(rules.size(), Math.max(1, MAX_PAIRS / Math.max(1, rules.size())));
    for (int i = 0; i < Math.min(rules.size(), end + 1); i++) {
      Optional<String> contradiction = contradiction(rules.get(i));
      if (contradiction.isPresent()) {
        warn(i, "can never match: " + contradiction.get());
      } else {
        RuleConfig rule = rules.get(i);
        OptionalInt earlier =
            IntStream.range(0, Math.min(i, compared))
                .filter(j -> contradiction(rules.get(j)).isEmpty() && covers.get(j).covers(rule))
                .findFirst();
        if (earlier.isPresent()) {
          warn(i, "can never decide: rules[" + earlier.getAsInt() + "] takes all that it matches");
        }
      }
    }
    warnOfAllBehind(end);
  }

  private void warnOfAllBehind(int end) {
    int behind = rules.size() - end - 1;
    if (behind > 0) {
      String rest = behind == 1 ? "" : ", nor can the " + (behind - 1) + " behind it";
      warn(end + 1, "can never decide" + rest + ": rules[" + end + "] takes every request");
    }
  }

  /// Why no request can fulfil all conditions of a rule.
  private static Optional<String> contradiction(RuleConfig rule) {
    if (rule.cidrs().isEmpty() || rule.resolve() == ResolvePolicy.IF_NEEDED) {
      return Optional.empty();
    }
    if (!rule.domains().isEmpty()) {
      return Optional.of(
          "domains match only names, and cidrs only addresses; give it resolve: true, or make two"
              + " rules of it");
    }
    return rule.scope() == TargetScope.PRIVATE
            && rule.cidrs().stream().noneMatch(PrivateAddresses::overlaps)
        ? Optional.of("private addresses alone are asked for, and its cidrs have none")
        : Optional.empty();
  }

  private void warn(int rule, String message) {
    found.add(new ConfigWarning("rules[" + rule + "]", message));
  }
}
