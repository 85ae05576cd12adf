import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Bars on one scale under a heading.
record Panel(String heading, List<Bar> bars) {
  private static final int LEFT = 170;
  private static final int LENGTH = 430;
  private static final int HEAD = 40;

  int height() {
    return bars.isEmpty() ? 0 : HEAD + bars.size() * Bar.HEIGHT + 16;
  }

  String svg(int top) {
    if (bars.isEmpty()) {
      return "";
    }
    double scale = LENGTH / Math.max(1, bars.stream().mapToDouble(Bar::reach).max().orElse(1));
    int first = top + HEAD;
    String lines =
        IntStream.range(0, bars.size())
            .mapToObj(i -> bars.get(i).svg(LEFT, first + i * Bar.HEIGHT, scale))
            .collect(joining());
    return "<text y='%d' font-weight='600'>%s</text>\n".formatted(top + 12, heading)
        + lines
        + String.format(
            Locale.ROOT,
            "<path d='M%.1f %dv%d' stroke='#1f2328' stroke-dasharray='3 3'/>%n",
            LEFT + scale,
            first - 10,
            bars.size() * Bar.HEIGHT + 6);
  }
}
