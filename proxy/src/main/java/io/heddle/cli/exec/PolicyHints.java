package io.heddle.cli.exec;

import io.heddle.address.Cidr;
import io.heddle.address.PortRange;
import io.heddle.policy.PolicyEntry;
import io.heddle.policy.PolicyGroups;
import io.heddle.policy.PolicySelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Hints about entries of `--allow` and `--deny` that are valid, but hardly do what was meant. One line
/// each, before the command begins.
///
/// @param policy of the options
record PolicyHints(PolicySelection policy) {
  private static final Cidr LOOPBACK_V4 = Cidr.parse("127.0.0.0/8");
  private static final Cidr LOOPBACK_V6 = Cidr.parse("::1");

  /// The hints about names of groups without `group:`.
  List<String> ofGroups() {
    List<String> hints = new ArrayList<>();
    addOfGroups(PolicyArgument.ALLOW, policy.allow().orElse(List.of()), hints);
    addOfGroups(PolicyArgument.DENY, policy.deny(), hints);
    return hints;
  }

  private static void addOfGroups(String option, List<PolicyEntry> entries, List<String> hints) {
    for (PolicyEntry entry : entries) {
      String text = entry.toString();
      if (entry instanceof PolicyEntry.NameEntry
          && text.indexOf('.') < 0
          && PolicyGroups.shipped().names().contains(text)) {
        hints.add(
            "heddle: warning: --%s: %s is the name of a host; did you mean %s%s?"
                .formatted(option, text, PolicyEntry.GROUP, text));
      }
    }
  }

  /// The hint about loopback addresses in `--allow` for a command in a network namespace, whose programs
  /// reach their own loopback interface without the proxy; empty if there are none.
  ///
  /// @param command its name
  Optional<String> ofLoopback(String command) {
    for (PolicyEntry entry : policy.allow().orElse(List.of())) {
      if (isLoopback(entry)) {
        return Optional.of(
            "heddle: --allow: %s is that of the network namespace to %s; --reach %s leads to this machine"
                .formatted(entry, command, port(entry)));
      }
    }
    return Optional.empty();
  }

  private static boolean isLoopback(PolicyEntry entry) {
    return switch (entry) {
      case PolicyEntry.NameEntry name -> name.pattern().name().text().equals("localhost");
      case PolicyEntry.AddressEntry address ->
          LOOPBACK_V4.contains(address.block()) || LOOPBACK_V6.contains(address.block());
      case PolicyEntry.GroupEntry _ -> false;
    };
  }

  /// The port of the entry, if it has just one.
  private static String port(PolicyEntry entry) {
    Optional<PortRange> ports =
        switch (entry) {
          case PolicyEntry.NameEntry name -> name.ports();
          case PolicyEntry.AddressEntry address -> address.ports();
          case PolicyEntry.GroupEntry _ -> Optional.empty();
        };
    return ports.isPresent() && ports.get().size() == 1 ? ports.get().toString() : "PORT";
  }
}
