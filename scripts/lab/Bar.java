import java.util.Locale;

/// One line of a [Panel].
///
/// @param target where its mark is; NaN for none, as for the stretch
record Bar(
    String name, double value, double target, double stretch, String text, Verdict.Grade grade) {
  static final int HEIGHT = 26;

  /// How long the scale must be.
  double reach() {
    return Double.isNaN(target) ? value : Math.max(value, target);
  }

  /// @param scale pixels for 1
  String svg(int left, int top, double scale) {
    return String.format(
            Locale.ROOT,
            """
            <text y='%d'>%s</text>
            <rect x='%d' y='%d' width='%.1f' height='14' rx='2' fill='%s'/>
            <text x='%.1f' y='%d' fill='#57606a'>%s%s</text>
            """,
            top + 12,
            name,
            left,
            top,
            value * scale,
            color(),
            left + Math.max(value, Double.isNaN(target) ? 0 : target) * scale + 8,
            top + 12,
            text,
            grade == Verdict.Grade.MISSED ? " (target missed)" : "")
        + mark(left + target * scale, top, 3)
        + mark(left + stretch * scale, top, 1);
  }

  private static String mark(double x, int top, int width) {
    return Double.isNaN(x)
        ? ""
        : String.format(
            Locale.ROOT,
            "<rect x='%.1f' y='%d' width='%d' height='20'/>%n",
            x - width / 2.0,
            top - 3,
            width);
  }

  private String color() {
    return switch (grade) {
      case STRETCH -> "#2da44e";
      case TARGET -> "#94d3a2";
      case MISSED -> "#e16f24";
      case NONE -> "#8c959f";
    };
  }
}
