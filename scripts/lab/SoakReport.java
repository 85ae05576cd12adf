import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What was counted in a soak, and what that means.
final class SoakReport {
  private static final String COLUMNS =
      "| minute | clients so far | proxy | descriptors | threads | heap in use, kB "
          + "| beside the heap, kB | resident, kB |\n|---:|---:|---|---:|---:|---:|---:|---:|\n";

  /// Fewer have no thirds.
  private static final int FEWEST = 3;

  private final List<Footprint> ofFirst = new ArrayList<>();
  private final List<Footprint> ofNext = new ArrayList<>();
  private final StringBuilder minutes = new StringBuilder();
  private long minute = -1;

  /// What each proxy held after so much time and so many clients. Shows it on the error output, and
  /// keeps the first of each minute for the report.
  void add(Duration elapsed, long clients, Footprint first, Footprint next) {
    ofFirst.add(first);
    ofNext.add(next);
    String lines = line(elapsed, clients, "first", first) + line(elapsed, clients, "next", next);
    System.err.print(lines);
    if (elapsed.toMinutes() > minute) {
      minute = elapsed.toMinutes();
      minutes.append(lines);
    }
  }

  private static String line(Duration elapsed, long clients, String proxy, Footprint held) {
    return String.format(
        Locale.ROOT,
        "| %.1f | %,d | %s | %d | %d | %,d | %,d | %,d |%n",
        elapsed.toSeconds() / 60.0,
        clients,
        proxy,
        held.descriptors(),
        held.threads(),
        held.heap(),
        held.outside(),
        held.resident());
  }

  boolean isClean() {
    return ofFirst.size() >= FEWEST && growth().noneMatch(Growth::isTooMuch);
  }

  private Stream<Growth> growth() {
    return Stream.concat(Growth.of("first", ofFirst).stream(), Growth.of("next", ofNext).stream());
  }

  String text(String version, Duration duration, Visits visits) throws IOException {
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
            visits.sum(),
            Machine.description(),
            isClean() ? "nothing grows" : "something grows, or it was too short to tell",
            growth().map(Growth::line).collect(joining()),
            visits.table(),
            COLUMNS,
            minutes);
  }
}
