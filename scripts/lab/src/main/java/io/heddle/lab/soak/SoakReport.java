package io.heddle.lab.soak;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Report of a soak test: what both proxies held over time, and whether it has grown.
final class SoakReport {
  private static final String HEADING =
      "| minute | clients so far | proxy | descriptors | threads | heap in use, kB "
          + "| beside the heap, kB | resident, kB |\n|---:|---:|---|---:|---:|---:|---:|---:|\n";

  /// Fewer have no thirds.
  private static final int FEWEST_USAGES = 3;

  private final List<ResourceUsage> first = new ArrayList<>();
  private final List<ResourceUsage> next = new ArrayList<>();
  private final StringBuilder minutes = new StringBuilder();
  private long lastMinute = -1;

  /// Adds what each proxy holds after some time and some clients. The report shows the first of each
  /// minute.
  ///
  /// @return two rows of a table
  String add(Duration elapsed, long clients, ResourceUsage ofFirst, ResourceUsage ofNext) {
    first.add(ofFirst);
    next.add(ofNext);
    String rows = row(elapsed, clients, "first", ofFirst) + row(elapsed, clients, "next", ofNext);
    if (elapsed.toMinutes() > lastMinute) {
      lastMinute = elapsed.toMinutes();
      minutes.append(rows);
    }
    return rows;
  }

  private static String row(Duration elapsed, long clients, String proxy, ResourceUsage usage) {
    return String.format(
        Locale.ROOT,
        "| %.1f | %,d | %s | %d | %d | %,d | %,d | %,d |%n",
        elapsed.toSeconds() / 60.0,
        clients,
        proxy,
        usage.descriptors(),
        usage.threads(),
        usage.heap(),
        usage.nonHeap(),
        usage.resident());
  }

  boolean passed() {
    return first.size() >= FEWEST_USAGES && trends().noneMatch(UsageTrend::hasGrown);
  }

  private Stream<UsageTrend> trends() {
    return Stream.concat(
        UsageTrend.of("first", first).stream(), UsageTrend.of("next", next).stream());
  }

  /// Report in Markdown.
  ///
  /// @param machine where it ran, in one line
  String text(String version, Duration duration, String machine, ClientCounts clients) {
    return """
    Heddle %s, %d minutes of clients of every kind, %,d of them, on %s: %s

    | proxy | | first third | middle | last | may be more by | |
    |---|---|---:|---:|---:|---:|---|
    %s
    %s
    %s%s\
    """
        .formatted(
            version,
            duration.toMinutes(),
            clients.total(),
            machine,
            passed() ? "nothing grows" : "something grows, or it was too short to tell",
            trends().map(UsageTrend::row).collect(joining()),
            clients.table(),
            HEADING,
            minutes);
  }
}
