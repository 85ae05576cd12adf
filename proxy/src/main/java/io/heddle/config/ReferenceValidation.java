package io.heddle.config;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What one part of the configuration says of another by name must be there.
final class ReferenceValidation {
  private ReferenceValidation() {}

  static void check(
      List<InboundConfig> inbounds,
      Set<String> outbounds,
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
    for (int i = 0; i < rules.size(); i++) {
      RuleConfig rule = rules.get(i);
      String path = "rules[" + i + "].";
      if (byCertificate) {
        // Only the authority knows whom it has named.
        rule.users().stream().filter(ReferenceValidation::isSubject).forEach(users::add);
      }
      checkEach(path + "users", "user", rule.users(), users);
      checkEach(path + "inbounds", "inbound", rule.inbounds(), listeners);
      checkName(path + "to", "outbound", rule.to(), outbounds);
    }
    checkName("default", "outbound", fallback, outbounds);
  }

  /// Whether a user is named as a certificate names its subject: `CN=alice,O=Example`.
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
