package io.heddle.config;

import io.heddle.policy.DeniedEntries;
import io.heddle.policy.PolicyDefinition;
import io.heddle.policy.PolicyDefinition.PrivateTargets;
import io.heddle.policy.PolicyEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Warnings of policies whose guard of addresses cannot see all of them, or whose entries have no effect.
///
/// A policy that no listener has is no warning: `heddle exec --policy` names policies, too.
final class PolicyWarnings {
  private PolicyWarnings() {}

  static List<ConfigWarning> of(Config config) {
    List<ConfigWarning> found = new ArrayList<>();
    for (PolicyDefinition policy : config.policies()) {
      addBlindness(config, policy, found);
      addDenied(policy, found);
    }
    return found;
  }

  private static void addBlindness(
      Config config, PolicyDefinition policy, List<ConfigWarning> found) {
    Set<String> others = new TreeSet<>();
    others.add(config.defaultOutbound());
    config.rules().forEach(rule -> others.add(rule.to()));
    others.removeAll(List.of(Config.DIRECT, Config.BLOCK));
    config.outbounds().stream()
        .filter(PolicyWarnings::isResolvedHere)
        .map(OutboundConfig::name)
        .forEach(others::remove);
    boolean guardsPrivate = policy.privateTargets() == PrivateTargets.DENY;
    boolean deniesAddresses =
        policy.deny().stream().anyMatch(PolicyEntry.AddressEntry.class::isInstance);
    if (!others.isEmpty() && (guardsPrivate || deniesAddresses)) {
      found.add(
          new ConfigWarning(
              "policies." + policy.name(),
              (guardsPrivate ? "private: deny does" : "the addresses in deny do")
                  + " not see the addresses of names that the upstream of an outbound resolves: "
                  + String.join(", ", others)));
    }
  }

  /// Whether this proxy looks the names up for an outbound.
  private static boolean isResolvedHere(OutboundConfig outbound) {
    return outbound.url().filter(url -> url.scheme() == ProxyUrl.Scheme.SOCKS4).isPresent();
  }

  private static void addDenied(PolicyDefinition policy, List<ConfigWarning> found) {
    List<PolicyEntry> allow = policy.allow().orElse(List.of());
    for (int i = 0; i < allow.size(); i++) {
      Optional<PolicyEntry> denying = DeniedEntries.denying(policy, allow.get(i));
      if (denying.isPresent()) {
        found.add(
            new ConfigWarning(
                "policies." + policy.name() + ".allow[" + i + "]",
                allow.get(i) + " allows nothing: deny has " + denying.get()));
      }
    }
  }
}
