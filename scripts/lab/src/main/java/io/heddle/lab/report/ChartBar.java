package io.heddle.lab.report;

import io.heddle.lab.results.ProxyNames;
import java.util.Locale;

/// Bar of one proxy in a [BarChart].
///
/// @param target where a mark is drawn; NaN for none
record ChartBar(String proxy, double value, double target, Style style) {
  static final int HEIGHT = 16;
  private static final int LEFT = 104;

  /// Length of the longest bar. The figure stands to the right of it.
  private static final int LENGTH = 94;

  /// Class of a bar in the style sheet.
  enum Style {
    OWN,
    OTHER,
    FORWARDER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Largest value that the scale must hold.
  double largest() {
    return Double.isNaN(target) ? value : Math.max(value, target);
  }

  /// Elements of the bar.
  ///
  /// @param maximum value at the end of the scale
  String svg(double top, double maximum) {
    double scale = LENGTH / maximum;
    return String.format(
            Locale.ROOT,
            """
            <g class='%s'>
            <text y='%.1f'>%s</text>
            <rect x='%d' y='%.1f' width='%.1f' height='9'/>
            <text x='%.1f' y='%2$.1f'>%s</text>
            </g>
            """,
            style,
            top + 11,
            SvgReport.escaped(ProxyNames.marked(proxy)),
            LEFT,
            top + 2.5,
            Math.max(1, value * scale),
            LEFT + largest() * scale + 6,
            NumberFormats.measured(value))
        + targetMark(LEFT + target * scale, top);
  }

  private static String targetMark(double x, double top) {
    return Double.isNaN(x)
        ? ""
        : String.format(Locale.ROOT, "<path class='target' d='M%.1f %.1fv14'/>%n", x, top);
  }
}
