import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// All that was measured, by row and proxy, in the order in which it came.
final class Figures {
  private final Map<Row, Map<String, List<Result>>> results = new LinkedHashMap<>();

  void add(Row row, String peer, Result result) {
    results
        .computeIfAbsent(row, _ -> new LinkedHashMap<>())
        .computeIfAbsent(peer, _ -> new ArrayList<>())
        .add(result);
  }

  Set<Row> rows() {
    return results.keySet();
  }

  Set<String> peers(Row row) {
    return results.get(row).keySet();
  }

  /// The median; NaN if there is none.
  double cost(Row row, String peer) {
    return median(row, peer, Result::cost);
  }

  /// The median; NaN if there is none.
  double yield(Row row, String peer) {
    return median(row, peer, Result::yield);
  }

  private double median(Row row, String peer, ToDoubleFunction<Result> figure) {
    double[] sorted =
        results.get(row).getOrDefault(peer, List.of()).stream()
            .mapToDouble(figure)
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
  }
}
