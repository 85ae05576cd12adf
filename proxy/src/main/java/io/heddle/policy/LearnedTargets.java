package io.heddle.policy;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.request.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Recorder of the targets that clients ask for, and writer of a policy that allows them. For any
/// thread.
///
///     # Learned from 14 requests.
///     policies:
///       learned:
///         allow:
///           - "example.com:443"  # 9: a.example.com 3, b.example.com 2, c.example.com 4
///           - "other.test:80"  # 5
///     # Refused, as private addresses; an entry of their own would allow them:
///     #     - "10.0.0.1:80"  # 2
///
/// Hosts are put together under their [RegistrableName] where more than two share it at one port.
public final class LearnedTargets implements PolicyObserver {
  /// Targets that are kept, so that a program cannot fill the memory. Others are only counted.
  private static final int MAX_TARGETS = 10_000;

  /// Hosts that are written one by one under one registrable name.
  private static final int MOST_SINGLE = 2;

  /// Hosts that the comment on a group names.
  private static final int MOST_NAMED = 8;

  private final Map<Endpoint, Long> allowed = new HashMap<>();
  private final Map<Endpoint, Long> refused = new HashMap<>();
  private long requests;
  private long left;

  @Override
  public synchronized void allowed(Endpoint target) {
    requests++;
    count(allowed, target);
  }

  @Override
  public synchronized void refused(Endpoint target, Refusal refusal) {
    // A name is admitted first, and refused when its address is known.
    allowed.remove(target);
    count(refused, target);
  }

  private void count(Map<Endpoint, Long> targets, Endpoint target) {
    if (targets.containsKey(target) || (targets.size() < MAX_TARGETS && isEntry(target))) {
      targets.merge(target, 1L, Long::sum);
    } else {
      left++;
    }
  }

  /// The policy, as a file of the configuration.
  ///
  /// @param name of the policy
  public synchronized String policy(String name) {
    StringBuilder text = new StringBuilder("# Learned from " + requests + " requests.\n");
    if (left > 0) {
      text.append("# " + left + " of them are left out: too many targets, or no names of hosts.\n");
    }
    text.append("policies:\n  ").append(name).append(":\n");
    List<String> lines = lines(allowed);
    if (lines.isEmpty()) {
      text.append("    allow: []\n");
    } else {
      text.append("    allow:\n");
      lines.forEach(line -> text.append("      - ").append(line).append('\n'));
    }
    if (!refused.isEmpty()) {
      text.append("# Refused, as private addresses; entries of the addresses would allow them:\n");
      singles(refused).forEach(line -> text.append("#     - ").append(line).append('\n'));
    }
    return text.toString();
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

  /// Whether an entry can have the target: names may have characters that no entry has.
  private static boolean isEntry(Endpoint target) {
    try {
      return !PolicyEntry.parse(target.toString()).toString().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
