import java.util.Locale;

/// One proxy in a [Panel].
///
/// @param goal up to where it is hoped to reach at most; NaN for none
record Bar(String name, double value, double goal, Kind kind) {
  static final int HEIGHT = 16;
  private static final int LEFT = 104;

  /// The longest that a bar gets; what is left to its right is for the figure.
  private static final int LENGTH = 94;

  /// Whose bar it is, which is the class of its parts.
  enum Kind {
    OWN,
    OTHER,
    /// Of one that does less for it: it cannot be asked for a target.
    FORWARDER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How long the scale must be.
  double reach() {
    return Double.isNaN(goal) ? value : Math.max(value, goal);
  }

  /// @param longest that is on the scale
  String svg(double top, double longest) {
    double scale = LENGTH / longest;
    return String.format(
            Locale.ROOT,
            """
            <g class='%s'>
            <text y='%.1f'>%s</text>
            <rect x='%d' y='%.1f' width='%.1f' height='9'/>
            <text x='%.1f' y='%2$.1f'>%s</text>
            </g>
            """,
            kind,
            top + 11,
            Picture.escaped(HaProxy.marked(name)),
            LEFT,
            top + 2.5,
            Math.max(1, value * scale),
            LEFT + reach() * scale + 6,
            Numbers.text(value))
        + mark(LEFT + goal * scale, top);
  }

  private static String mark(double x, double top) {
    return Double.isNaN(x)
        ? ""
        : String.format(Locale.ROOT, "<path class='goal' d='M%.1f %.1fv14'/>%n", x, top);
  }
}
