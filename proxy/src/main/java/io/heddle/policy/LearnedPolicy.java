package io.heddle.policy;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.policy.PolicyDefinition.PrivateTargets;
import io.heddle.policy.PolicyDefinition.ServerNameCheck;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Policy that allows what clients have asked for, as a file of the configuration.
///
///     # Learned from 14 requests.
///     policies:
///       learned:
///         allow:
///           - "10.1.0.0/16"  # given
///           - "example.com:443"  # 9: a.example.com 3, b.example.com 2, c.example.com 4
///           - "other.test:80"  # 5
///         deny:
///           - "evil.test"  # given
///     # Refused, as private or denied; entries of private addresses would allow them:
///     #     - "10.0.0.1:80"  # 2
///     #     - "api.test:80"  # 1, leads to 10.0.0.2
///
/// Hosts are put together under their [RegistrableName] where more than two share it at one port. What
/// else the policy says under which this was learned stays: the same run under the new one is to have
/// the same end. Of its `allow`, the addresses stay, since they open private ones to the names.
///
/// @param base the policy under which this was learned
/// @param allowed counts by target
/// @param refused counts by target
/// @param addresses to which refused names have led
/// @param requests number of all
/// @param left number of requests whose target is not among these
/// @param unnamed number of ClientHellos without a server name
record LearnedPolicy(
    PolicyDefinition base,
    Map<Endpoint, Long> allowed,
    Map<Endpoint, Long> refused,
    Map<Endpoint, Host.Ip> addresses,
    long requests,
    long left,
    long unnamed) {
  /// Hosts that are written one by one under one registrable name.
  private static final int MOST_SINGLE = 2;

  /// Hosts that the comment on a group names.
  private static final int MOST_NAMED = 8;

  /// Comment on an entry of the policy under which this was learned.
  private static final String GIVEN = "given";

  /// The text.
  ///
  /// @param name of the policy
  String text(String name) {
    StringBuilder text = new StringBuilder();
    text.append("# Learned from ")
        .append(requests)
        .append(requests == 1 ? " request" : " requests");
    text.append(".\n");
    if (left > 0) {
      text.append("# ").append(left).append(left == 1 ? " of them is" : " of them are");
      text.append(" left out: too many targets, or no name of a host.\n");
    }
    text.append("policies:\n  ").append(name).append(":\n");
    List<String> allow = given(base.allow().orElse(List.of()));
    allow.addAll(lines(allowed));
    text.append("    allow:").append(allow.isEmpty() ? " []\n" : "\n");
    allow.forEach(line -> text.append("      - ").append(line).append('\n'));
    appendRest(text);
    if (!refused.isEmpty()) {
      text.append(
          "# Refused, as private or denied; entries of private addresses would allow them:\n");
      for (Endpoint target : sorted(refused)) {
        Host.Ip address = addresses.get(target);
        String where = address == null ? "" : ", leads to " + address;
        String entry = line(target.toString(), refused.get(target) + where);
        text.append("#     - ").append(entry).append('\n');
      }
    }
    return text.toString();
  }

  /// The other keys, where they have not their defaults.
  private void appendRest(StringBuilder text) {
    if (!base.deny().isEmpty()) {
      text.append("    deny:\n");
      base.deny()
          .forEach(
              entry -> text.append("      - ").append(line(entry.toString(), GIVEN)).append('\n'));
    }
    if (base.privateTargets() == PrivateTargets.ALLOW) {
      text.append("    private: allow\n");
    }
    if (base.sni() == ServerNameCheck.OFF) {
      text.append("    sni: off\n");
    } else if (unnamed > 0) {
      text.append("    # sni: off would allow the TLS connections that named no server: ");
      text.append(unnamed).append('\n');
    }
  }

  private static List<String> given(List<PolicyEntry> entries) {
    List<String> lines = new ArrayList<>();
    for (PolicyEntry entry : entries) {
      if (entry instanceof PolicyEntry.AddressEntry) {
        lines.add(line(entry.toString(), GIVEN));
      }
    }
    return lines;
  }

  private static List<String> lines(Map<Endpoint, Long> targets) {
    Map<String, Map<Endpoint, Long>> groups = new TreeMap<>();
    targets.forEach((target, count) ->
        groups.computeIfAbsent(group(target), _ -> new HashMap<>()).put(target, count));
    List<String> lines = new ArrayList<>();
    groups.forEach((group, members) -> {
      if (members.size() > MOST_SINGLE) {
        lines.add(groupLine(group, members));
      } else {
        lines.addAll(singles(members));
      }
    });
    return lines;
  }

  /// The entry that would stand for all of a target's group; the target itself if that is an address.
  private static String group(Endpoint target) {
    return target.host() instanceof Host.Name(String name)
        ? RegistrableName.of(name) + ":" + target.port()
        : target.toString();
  }

  private static String groupLine(String group, Map<Endpoint, Long> members) {
    List<String> named = new ArrayList<>();
    long sum = 0;
    for (Endpoint target : sorted(members)) {
      sum += members.get(target);
      if (named.size() < MOST_NAMED) {
        named.add(target.host() + " " + members.get(target));
      }
    }
    String more =
        members.size() > MOST_NAMED ? " and " + (members.size() - MOST_NAMED) + " more" : "";
    return line(group, sum + ": " + String.join(", ", named) + more);
  }

  private static List<String> singles(Map<Endpoint, Long> members) {
    return sorted(members).stream()
        .map(target -> line(target.toString(), Long.toString(members.get(target))))
        .toList();
  }

  private static List<Endpoint> sorted(Map<Endpoint, Long> members) {
    return members.keySet().stream().sorted(Comparator.comparing(Endpoint::toString)).toList();
  }

  private static String line(String entry, String comment) {
    return "\"" + entry + "\"  # " + comment;
  }
}
