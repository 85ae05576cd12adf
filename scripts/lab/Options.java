import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// What the program is told.
///
/// @param root of the sources
/// @param version of the sources, as it is to be printed
/// @param rows how the names of the rows begin that are wanted; empty for the table
/// @param markdown where to write besides the standard output
record Options(
    Path root,
    String version,
    int rounds,
    String rows,
    Optional<Path> markdown,
    Optional<Path> svg) {
  private static final int ROUNDS = 2;
  private static final String USAGE =
      "usage: scripts/bench [--markdown FILE] [--svg FILE] [ROUNDS [ROWS]]";

  /// @throws IllegalArgumentException that says how to do it
  static Options parse(Path root, String version, List<String> words) {
    Optional<Path> markdown = Optional.empty();
    Optional<Path> svg = Optional.empty();
    List<String> operands = new ArrayList<>();
    Deque<String> left = new ArrayDeque<>(words);
    while (!left.isEmpty()) {
      String word = left.removeFirst();
      switch (word) {
        case "--markdown" -> markdown = Optional.of(file(left));
        case "--svg" -> svg = Optional.of(file(left));
        default -> operands.add(word);
      }
    }
    if (operands.size() > 2 || operands.stream().anyMatch(word -> word.startsWith("-"))) {
      throw new IllegalArgumentException(USAGE);
    }
    int rounds = operands.isEmpty() ? ROUNDS : number(operands.getFirst());
    String rows = operands.size() < 2 ? "" : operands.getLast();
    return new Options(root, version, rounds, rows, markdown, svg);
  }

  Path image() {
    return root.resolve("proxy/target/image");
  }

  boolean wants(Row row) {
    return row.name().startsWith(rows);
  }

  /// The table compares proxies; what there is without one is for those who look closer.
  boolean wants(Peer peer) {
    return !rows.isEmpty() || !peer.name().equals(Peers.DIRECT);
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
