package io.heddle.admin;

import static java.util.stream.Collectors.joining;

import io.heddle.jdk.BlockingCheck;
import io.heddle.request.PrintableText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Status as text for a terminal.
final class StatusText {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final int ROWS = 40;
  private static final int FAILURES = 10;
  private static final int MAX_NAME = 60;

  private final Status status;
  private final int width;
  private final Set<String> cuts = new LinkedHashSet<>();

  private StatusText(Status status, int width) {
    this.status = status;
    this.width = width;
  }

  /// The status in lines of a limited width. It says what that has cut.
  static String of(Status status, int width) {
    assert BlockingCheck.isAllowed();
    StatusText text = new StatusText(status, width);
    return text.lines().stream()
        .map(line -> PrintableText.of(line, Integer.MAX_VALUE) + "\n")
        .collect(joining());
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String line : StatusHead.lines(status)) {
      lines.addAll(TextTable.wrapped(line, "", width));
    }
    for (List<String> table : List.of(connections(), failures(), outbounds())) {
      if (table.size() > 1) {
        lines.add("");
        lines.addAll(table);
      }
    }
    if (!cuts.isEmpty()) {
      lines.add("");
      String note = "Cut to " + width + " columns: " + String.join(", ", cuts);
      lines.addAll(TextTable.wrapped(note + ". heddle status --json has all.", "", width));
    }
    return lines;
  }

  private List<String> connections() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "ID",
            "CLIENT",
            "USER",
            "TARGET",
            "RULE",
            "OUTBOUND",
            "FAULT",
            "UP",
            "DOWN",
            "AGE",
            ""));
    status.connections().stream()
        .limit(ROWS)
        .forEach(connection ->
            rows.add(
                List.of(
                    "#" + connection.id(),
                    client(connection),
                    cell(connection.user()),
                    connection.target(),
                    connection.rule(),
                    connection.outbound(),
                    connection.fault(),
                    size(connection.upload()),
                    size(connection.download()),
                    age(connection.age()),
                    "")));
    List<String> lines = new ArrayList<>(new TextTable(rows, width, cuts).lines());
    if (status.active() > ROWS) {
      lines.add("and " + (status.active() - ROWS) + " more");
    }
    return lines;
  }

  private static String client(Status.ActiveConnection connection) {
    return connection.process().isEmpty()
        ? connection.client()
        : connection.client() + " " + cell(connection.process());
  }

  private List<String> failures() {
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
    return new TextTable(rows, width, cuts).lines();
  }

  /// A name that cannot be taken for two cells.
  private static String cell(String name) {
    return PrintableText.word(name, MAX_NAME);
  }

  private List<String> outbounds() {
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
    return new TextTable(rows, width, cuts).lines();
  }

  static String clock(Instant time) {
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
