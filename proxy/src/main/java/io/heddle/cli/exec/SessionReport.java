package io.heddle.cli.exec;

import io.heddle.policy.RefusedTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Report of what a child process has done at its proxy. In a response of the proxy:
///
///     accepted 12
///     refused 3
///     target registry.example:443
///
/// @param accepted number of its connections
/// @param refused number of its requests that its policy has refused
/// @param targets of the first of these
record SessionReport(long accepted, long refused, List<String> targets) {
  private static final String ACCEPTED = "accepted ";
  private static final String REFUSED = "refused ";
  private static final String TARGET = "target ";

  /// Programs that Node runs. Their older versions ignore the variables of proxies.
  private static final Set<String> NODE = Set.of("node", "npx", "tsx", "ts-node");

  static SessionReport of(long accepted, RefusedTargets refused) {
    List<String> targets = refused.first().stream().map(Object::toString).toList();
    return new SessionReport(accepted, refused.count(), targets);
  }

  /// Reads a report.
  ///
  /// @throws IllegalArgumentException if it is none
  static SessionReport parse(String text) {
    long accepted = 0;
    long refused = 0;
    List<String> targets = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith(ACCEPTED)) {
        accepted = Long.parseLong(line.substring(ACCEPTED.length()));
      } else if (line.startsWith(REFUSED)) {
        refused = Long.parseLong(line.substring(REFUSED.length()));
      } else if (line.startsWith(TARGET)) {
        targets.add(line.substring(TARGET.length()));
      }
    }
    return new SessionReport(accepted, refused, targets);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(ACCEPTED)
        .append(accepted)
        .append('\n')
        .append(REFUSED)
        .append(refused)
        .append('\n');
    targets.forEach(one -> text.append(TARGET).append(one).append('\n'));
    return text.toString();
  }

  /// What the user should know, one line each.
  ///
  /// @param command its name
  /// @param lasted whether it ran long enough to be expected to connect
  /// @param stranded whether it failed where there is no other way out than the proxy
  List<String> remarks(String command, boolean lasted, boolean stranded) {
    List<String> remarks = new ArrayList<>();
    boolean node = NODE.contains(command);
    if (accepted == 0 && (lasted || (stranded && node))) {
      String why = node ? "; Node uses one only from version 22.21 or 24.5 on" : "";
      remarks.add("heddle: " + command + " made no connection through the proxy" + why);
    }
    if (refused > 0) {
      remarks.add(
          "heddle: the policy refused "
              + refused
              + (refused == 1 ? " request of " : " requests of ")
              + command
              + ": "
              + String.join(", ", targets)
              + (refused > targets.size() && targets.size() == RefusedTargets.KEPT ? ", …" : ""));
    }
    return remarks;
  }
}
