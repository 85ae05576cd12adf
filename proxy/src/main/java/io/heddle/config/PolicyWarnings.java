package io.heddle.config;

import io.heddle.policy.PolicyDefinition;
import io.heddle.policy.PolicyDefinition.PrivateTargets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Warnings of policies whose guard of private addresses cannot see all of them.
final class PolicyWarnings {
  private PolicyWarnings() {}

  static List<ConfigWarning> of(Config config) {
    if (config.policies().isEmpty()) {
      return List.of();
    }
    Set<String> others = new TreeSet<>();
    others.add(config.defaultOutbound());
    config.rules().forEach(rule -> others.add(rule.to()));
    others.removeAll(List.of(Config.DIRECT, Config.BLOCK));
    if (others.isEmpty()) {
      return List.of();
    }
    String message =
        "private: deny does not see the addresses of names that the upstream of an outbound resolves: "
            + String.join(", ", others);
    return config.policies().stream()
        .filter(policy -> policy.privateTargets() == PrivateTargets.DENY)
        .map(PolicyDefinition::name)
        .map(name -> new ConfigWarning("policies." + name, message))
        .toList();
  }
}
