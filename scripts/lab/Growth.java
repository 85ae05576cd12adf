import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/// How a figure of a proxy went in a soak: its median in the first third, in the middle one and in
/// the last. The first is not judged: code is compiled, and pools fill.
record Growth(String proxy, Figure figure, long first, long middle, long last) {

  /// What may not grow.
  enum Figure {
    DESCRIPTORS("descriptors", 8, Footprint::descriptors),
    THREADS("threads", 4, Footprint::threads),
    HEAP("kB of heap in use", 1024, Footprint::heap),
    OUTSIDE("kB beside the heap", 4 * 1024, Footprint::outside),
    RESIDENT("kB resident", 8 * 1024, Footprint::resident);

    private final String words;

    /// What may be more by chance.
    private final long tolerance;

    private final ToLongFunction<Footprint> value;

    Figure(String words, long tolerance, ToLongFunction<Footprint> value) {
      this.words = words;
      this.tolerance = tolerance;
      this.value = value;
    }

    long of(Footprint footprint) {
      return value.applyAsLong(footprint);
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /// Of each figure.
  ///
  /// @param footprints in the order in which they were taken, three at least
  static List<Growth> of(String proxy, List<Footprint> footprints) {
    int third = footprints.size() / 3;
    List<Footprint> first = footprints.subList(0, third);
    List<Footprint> middle = footprints.subList(third, footprints.size() - third);
    List<Footprint> last = footprints.subList(footprints.size() - third, footprints.size());
    return Arrays.stream(Figure.values())
        .map(figure ->
            new Growth(
                proxy, figure, median(figure, first), median(figure, middle), median(figure, last)))
        .toList();
  }

  private static long median(Figure figure, List<Footprint> footprints) {
    long[] sorted = footprints.stream().mapToLong(figure::of).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  boolean isTooMuch() {
    return last > middle + figure.tolerance;
  }

  /// A line of a table in Markdown.
  String line() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %,d | %,d | %,d | %,d | %s |%n",
        proxy,
        figure,
        first,
        middle,
        last,
        figure.tolerance,
        isTooMuch() ? "**grown**" : "");
  }
}
