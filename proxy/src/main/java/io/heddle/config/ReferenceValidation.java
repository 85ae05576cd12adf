package io.heddle.config;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Validation of references by name: rules to users, inbounds, lists and outbounds, and outbounds to
/// each other.
final class ReferenceValidation {
  private ReferenceValidation() {}

  static void check(
      List<InboundConfig> inbounds,
      Set<String> outbounds,
      List<ListConfig> lists,
      List<RuleConfig> rules,
      String fallback) {
    Set<String> listeners = new TreeSet<>();
    Set<String> users = new TreeSet<>();
    for (InboundConfig inbound : inbounds) {
      listeners.add(inbound.listen().toString());
      users.addAll(inbound.users().passwords().keySet());
    }
    boolean byCertificate =
        inbounds.stream()
            .anyMatch(inbound -> inbound.tls().flatMap(ListenerTlsConfig::clientCa).isPresent());
    List<String> listNames = lists.stream().map(ListConfig::name).toList();
    for (int i = 0; i < rules.size(); i++) {
      RuleConfig rule = rules.get(i);
      String path = "rules[" + i + "].";
      if (byCertificate) {
        // Only the certificate authority knows the subjects that it has signed.
        rule.users().stream().filter(ReferenceValidation::isSubject).forEach(users::add);
      }
      checkEach(path + "users", "user", rule.users(), users);
      checkEach(path + "inbounds", "inbound", rule.inbounds(), listeners);
      checkEach(path + "lists", "list", rule.lists(), listNames);
      checkName(path + "to", "outbound", rule.to(), outbounds);
    }
    checkName("default", "outbound", fallback, outbounds);
  }

  /// Whether a user name has the form of a certificate's subject: `CN=alice,O=Example`.
  private static boolean isSubject(String user) {
    return user.indexOf('=') > 0;
  }

  static void checkEach(String path, String what, List<String> names, Collection<String> known) {
    for (int i = 0; i < names.size(); i++) {
      checkName(path + "[" + i + "]", what, names.get(i), known);
    }
  }

  static void checkName(String key, String what, String name, Collection<String> known) {
    if (!known.contains(name)) {
      throw new UnknownNameException(key, what, name, known);
    }
  }
}
