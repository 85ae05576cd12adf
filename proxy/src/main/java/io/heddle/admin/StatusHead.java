package io.heddle.admin;

import java.util.ArrayList;
import java.util.List;

/// First lines of the status as text: the program, its listeners, its figures, and the network.
final class StatusHead {
  private StatusHead() {}

  static List<String> lines(Status status) {
    List<String> lines = new ArrayList<>();
    long pid = ProcessHandle.current().pid();
    String file = status.config().map(one -> ", by " + one).orElse("");
    String age = StatusText.age(status.uptime());
    lines.add("heddle " + status.version() + ", pid " + pid + ", up " + age + file);
    status.failedReload().ifPresent(failed -> addFailedReload(lines, failed));
    lines.add(
        (status.phase() == Status.Phase.DRAINING ? "draining; listened on " : "listening on ")
            + String.join(", ", status.listeners()));
    lines.add(
        status.active()
            + (status.active() == 1 ? " connection" : " connections")
            + " now, "
            + status.accepted()
            + " in all"
            + (status.rejected() > 0 ? ", " + status.rejected() + " rejected" : "")
            + "; up "
            + StatusText.size(status.upload())
            + ", down "
            + StatusText.size(status.download()));
    addNetwork(lines, status.network());
    return lines;
  }

  private static void addFailedReload(List<String> lines, ReloadState.FailedReload failed) {
    String time = StatusText.clock(failed.time());
    lines.add("NOT RELOADED at " + time + ", so it runs as configured before:");
    failed.error().lines().forEach(line -> lines.add("  " + line));
  }

  private static void addNetwork(List<String> lines, Status.NetworkStatus network) {
    network
        .last()
        .ifPresent(change ->
            lines.add(
                "network changed "
                    + (network.changes() == 1
                        ? "once, at "
                        : network.changes() + " times, last at ")
                    + StatusText.clock(change.time())
                    + ": "
                    + change.summary()));
  }
}
