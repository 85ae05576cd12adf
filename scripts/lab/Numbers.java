import java.math.BigDecimal;
import java.util.Locale;

/// How figures are written.
final class Numbers {
  private Numbers() {}

  /// Three digits that count; `–` where there is nothing to write.
  static String text(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    int digits = value == 0 ? 1 : (int) Math.floor(Math.log10(Math.abs(value))) + 1;
    return String.format(Locale.ROOT, "%,." + Math.clamp(3 - digits, 0, 3) + "f", value);
  }

  /// As somebody would write it who has thought of it.
  static String plain(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
