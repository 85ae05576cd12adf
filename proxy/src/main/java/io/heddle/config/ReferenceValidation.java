package io.heddle.config;

import io.heddle.policy.PolicyDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Validation of references by name: rules to inbounds, lists and outbounds, and outbounds to each
/// other. Users are not checked: that of `heddle exec` has the name of its command.
final class ReferenceValidation {
  /// Path that stands for the names of all outbounds: it has a mistake only if `outbounds` itself has.
  static final List<String> OUTBOUNDS = List.of("outbounds.names");

  private ReferenceValidation() {}

  static void check(
      List<InboundConfig> inbounds,
      Set<String> outbounds,
      List<ListConfig> lists,
      List<RuleConfig> rules,
      String fallback,
      BadValues bad) {
    Set<String> listeners = new TreeSet<>();
    for (InboundConfig inbound : inbounds) {
      listeners.add(inbound.listen().toString());
    }
    List<String> listNames = lists.stream().map(ListConfig::name).toList();
    for (int i = 0; i < rules.size(); i++) {
      RuleConfig rule = rules.get(i);
      String path = "rules[" + i + "].";
      if (!inbounds.isEmpty()) {
        bad.check(
            addresses(inbounds),
            () -> checkEach(path + "inbounds", "inbound", rule.inbounds(), listeners));
      }
      bad.check(
          List.of("lists.names"), () -> checkEach(path + "lists", "list", rule.lists(), listNames));
      bad.check(OUTBOUNDS, () -> checkName(path + "to", "outbound", rule.to(), outbounds));
    }
    bad.check(OUTBOUNDS, () -> checkName("default", "outbound", fallback, outbounds));
  }

  /// Checks the policies of inbounds.
  static void checkPolicies(
      List<InboundConfig> inbounds, List<PolicyDefinition> policies, BadValues bad) {
    for (int i = 0; i < inbounds.size(); i++) {
      if (inbounds.get(i).policy().isPresent()) {
        String path = "inbounds[" + i + "].policy";
        String name = inbounds.get(i).policy().get();
        List<String> names = policies.stream().map(PolicyDefinition::name).toList();
        bad.check(List.of("policies.names"), () -> checkName(path, "policy", name, names));
      }
    }
  }

  /// Paths of the addresses of all inbounds.
  private static List<String> addresses(List<InboundConfig> inbounds) {
    List<String> paths = new ArrayList<>(List.of("inbounds.names"));
    for (int i = 0; i < inbounds.size(); i++) {
      paths.add("inbounds[" + i + "].listen");
    }
    return paths;
  }

  static void checkEach(String path, String what, List<String> names, Collection<String> known) {
    BadValues bad = new BadValues();
    for (int i = 0; i < names.size(); i++) {
      String key = path + "[" + i + "]";
      String name = names.get(i);
      bad.check(key, () -> checkName(key, what, name, known));
    }
    bad.throwIfAny();
  }

  static void checkName(String key, String what, String name, Collection<String> known) {
    if (!known.contains(name)) {
      throw new UnknownNameException(key, what, name, known);
    }
  }
}
