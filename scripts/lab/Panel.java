import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A [Row] of the table as a picture of its own: a bar for each proxy on one scale, the shortest
/// above.
record Panel(Row row, List<Bar> bars) {
  private static final int HEAD = 36;

  static Panel of(Verdict verdict, Figures figures) {
    return new Panel(
        verdict.row(),
        figures.peers(verdict.row()).stream()
            .map(peer -> bar(peer, verdict, figures))
            .filter(bar -> Double.isFinite(bar.value()))
            .sorted(Comparator.comparingDouble(Bar::value))
            .toList());
  }

  private static Bar bar(String peer, Verdict verdict, Figures figures) {
    double cost = figures.cost(verdict.row(), peer);
    if (peer.equals(Heddle.NAME)) {
      return new Bar("Heddle", cost, verdict.goal(), Bar.Kind.OWN);
    }
    return new Bar(peer, cost, Double.NaN, HaProxy.is(peer) ? Bar.Kind.FORWARDER : Bar.Kind.OTHER);
  }

  int height() {
    return HEAD + bars.size() * Bar.HEIGHT;
  }

  String svg(int left, int top, int width) {
    double longest = bars.stream().mapToDouble(Bar::reach).max().orElse(1);
    return """
    <g transform='translate(%d %d)'>
    <text y='11' class='name'>%s</text>
    <text x='%d' y='11' text-anchor='end' class='quiet'>%s</text>
    <text y='27' class='quiet'>%s</text>
    """
            .formatted(
                left,
                top,
                Picture.escaped(row.name()),
                width,
                Picture.escaped(row.cost()),
                Picture.escaped(row.what()))
        + IntStream.range(0, bars.size())
            .mapToObj(i -> bars.get(i).svg(HEAD + i * Bar.HEIGHT, longest))
            .collect(joining())
        + "</g>\n";
  }
}
