package io.heddle.lab.bench;

import io.heddle.lab.results.Metric;
import io.heddle.lab.results.ProxyNames;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Command line of the benchmark.
///
/// @param root folder of the sources
/// @param version of the sources, as it is printed
/// @param prefix beginning of the names of all metrics to measure; empty for the table
/// @param before folder of an older image, which is measured beside that of the sources
/// @param markdown file to which the tables are written besides the standard output
record BenchOptions(
    Path root,
    String version,
    int rounds,
    String prefix,
    Optional<Path> before,
    Optional<Path> markdown,
    Optional<Path> svg) {
  private static final int DEFAULT_ROUNDS = 2;
  private static final String USAGE =
      "usage: scripts/bench [--before IMAGE] [--markdown FILE] [--svg FILE] [ROUNDS [ROWS]]";

  /// Options as given by the user.
  ///
  /// @throws IllegalArgumentException with the usage
  static BenchOptions parse(Path root, String version, List<String> arguments) {
    Optional<Path> before = Optional.empty();
    Optional<Path> markdown = Optional.empty();
    Optional<Path> svg = Optional.empty();
    List<String> positional = new ArrayList<>();
    Deque<String> left = new ArrayDeque<>(arguments);
    while (!left.isEmpty()) {
      String word = left.removeFirst();
      switch (word) {
        case "--before" -> before = Optional.of(file(left));
        case "--markdown" -> markdown = Optional.of(file(left));
        case "--svg" -> svg = Optional.of(file(left));
        default -> positional.add(word);
      }
    }
    if (positional.size() > 2 || positional.stream().anyMatch(word -> word.startsWith("-"))) {
      throw new IllegalArgumentException(USAGE);
    }
    int rounds = positional.isEmpty() ? DEFAULT_ROUNDS : number(positional.getFirst());
    String prefix = positional.size() < 2 ? "" : positional.getLast();
    return new BenchOptions(root, version, rounds, prefix, before, markdown, svg);
  }

  Path image() {
    return root.resolve("proxy/target/image");
  }

  boolean selects(Metric metric) {
    return metric.name().startsWith(prefix);
  }

  /// The table compares proxies. Figures without a proxy are for selected metrics only.
  boolean selects(String proxy) {
    return !prefix.isEmpty() || !proxy.equals(ProxyNames.NO_PROXY);
  }

  private static Path file(Deque<String> left) {
    if (left.isEmpty()) {
      throw new IllegalArgumentException(USAGE);
    }
    return Path.of(left.removeFirst());
  }

  private static int number(String word) {
    if (!word.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException(USAGE);
    }
    return Integer.parseInt(word);
  }
}
