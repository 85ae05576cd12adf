package io.heddle.admin;

import static java.util.stream.Collectors.joining;

import io.heddle.jdk.BlockingCheck;
import io.heddle.request.PrintableText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Status as text for a terminal.
final class StatusText {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final int ROWS = 40;
  private static final int FAILURES = 10;
  private static final int MAX_NAME = 60;

  private StatusText() {}

  static String of(Status status) {
    assert BlockingCheck.isAllowed();
    List<String> lines = new ArrayList<>();
    lines.add("heddle " + status.version() + ", up " + age(status.uptime()) + configFile(status));
    status.failedReload().ifPresent(failed -> lines.addAll(failedReload(failed)));
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
            + size(status.upload())
            + ", down "
            + size(status.download()));
    if (!status.connections().isEmpty()) {
      lines.add("");
      lines.addAll(connections(status));
    }
    if (!status.failures().isEmpty()) {
      lines.add("");
      lines.addAll(failures(status));
    }
    lines.add("");
    lines.addAll(outbounds(status));
    return lines.stream()
        .map(line -> PrintableText.of(line, Integer.MAX_VALUE) + "\n")
        .collect(joining());
  }

  private static String configFile(Status status) {
    return status.config().map(file -> ", by " + file).orElse("");
  }

  private static List<String> failedReload(ReloadState.FailedReload failed) {
    List<String> lines = new ArrayList<>();
    lines.add("NOT RELOADED at " + clock(failed.time()) + ", so it runs as configured before:");
    failed.error().lines().forEach(line -> lines.add("  " + line));
    return lines;
  }

  private static List<String> connections(Status status) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "ID", "CLIENT", "USER", "TARGET", "RULE", "OUTBOUND", "FAULT", "UP", "DOWN", "AGE"));
    status.connections().stream()
        .limit(ROWS)
        .forEach(connection ->
            rows.add(
                List.of(
                    "#" + connection.id(),
                    connection.client(),
                    cell(connection.user()),
                    connection.target(),
                    connection.rule(),
                    connection.outbound(),
                    connection.fault(),
                    size(connection.upload()),
                    size(connection.download()),
                    age(connection.age()))));
    List<String> lines = new ArrayList<>(table(rows));
    if (status.active() > ROWS) {
      lines.add("and " + (status.active() - ROWS) + " more");
    }
    return lines;
  }

  private static List<String> failures(Status status) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("FAILED", "CLIENT", "USER", "TARGET", "RULE", "WHY"));
    status.failures().stream()
        .limit(FAILURES)
        .forEach(failed ->
            rows.add(
                List.of(
                    clock(failed.time()),
                    failed.client(),
                    cell(failed.user()),
                    failed.target(),
                    failed.rule(),
                    failed.why())));
    return table(rows);
  }

  /// A name that cannot be taken for two cells.
  private static String cell(String name) {
    return PrintableText.word(name, MAX_NAME);
  }

  private static List<String> outbounds(Status status) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("OUTBOUND", "OPENED", "FAILED", "HEALTH"));
    for (Status.OutboundStatus outbound : status.outbounds()) {
      rows.add(
          List.of(
              outbound.name(),
              Long.toString(outbound.opened()),
              Long.toString(outbound.failed()),
              outbound.lastError()));
      outbound
          .members()
          .forEach(member -> rows.add(List.of("  " + member.member(), "", "", member.summary())));
    }
    return table(rows);
  }

  /// A table whose columns are as wide as their widest cell. Empty columns are left out.
  private static List<String> table(List<List<String>> rows) {
    List<StringBuilder> lines = rows.stream().map(_ -> new StringBuilder()).toList();
    for (int column = 0; column < rows.getFirst().size(); column++) {
      int c = column;
      boolean empty = rows.stream().skip(1).allMatch(row -> row.get(c).isEmpty());
      if (!empty) {
        int width = rows.stream().mapToInt(row -> row.get(c).length()).max().orElseThrow();
        for (int i = 0; i < rows.size(); i++) {
          String cell = rows.get(i).get(c);
          lines.get(i).append(cell).repeat(' ', width - cell.length() + 2);
        }
      }
    }
    return lines.stream().map(line -> line.toString().stripTrailing()).toList();
  }

  private static String clock(Instant time) {
    return CLOCK.format(time.atZone(ZoneId.systemDefault()));
  }

  /// A size in powers of 1000: `512 B`, `1.5 MB`.
  static String size(long bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    double value = bytes;
    int unit = 0;
    while (value >= 999.5) {
      value /= 1000;
      unit++;
    }
    String digits = unit == 0 || value >= 99.5 ? "%.0f" : "%.1f";
    return String.format(Locale.ROOT, digits, value) + " " + units[unit];
  }

  /// A duration in its two largest units: `5s`, `3m 5s`, `2h 3m`, `4d 2h`.
  static String age(Duration age) {
    if (age.toMinutes() == 0) {
      return age.toSeconds() + "s";
    }
    if (age.toHours() == 0) {
      return age.toMinutes() + "m " + age.toSecondsPart() + "s";
    }
    return age.toDays() == 0
        ? age.toHours() + "h " + age.toMinutesPart() + "m"
        : age.toDays() + "d " + age.toHoursPart() + "h";
  }
}
