package io.heddle.lab.report;

import java.math.BigDecimal;
import java.util.Locale;

/// Formats of numbers in reports.
final class NumberFormats {
  private NumberFormats() {}

  /// Three significant digits; `–` for a value that is not finite.
  static String measured(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    int digits = value == 0 ? 1 : (int) Math.floor(Math.log10(Math.abs(value))) + 1;
    return String.format(Locale.ROOT, "%,." + Math.clamp(3 - digits, 0, 3) + "f", value);
  }

  /// All digits of a number that was written by hand.
  static String exact(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
