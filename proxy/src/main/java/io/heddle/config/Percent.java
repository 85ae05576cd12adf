package io.heddle.config;

/// Percentage. Written as: `10%` or `0.25%`.
///
/// @param perMyriad hundredths of a percent, 0 to 10,000
public record Percent(int perMyriad) {
  public Percent {
    if (perMyriad < 0 || perMyriad > 10_000) {
      throw new IllegalArgumentException("a percentage must be between 0% and 100%");
    }
  }

  @Override
  public String toString() {
    String hundredths = Integer.toString(100 + perMyriad % 100).substring(1);
    String whole = Integer.toString(perMyriad / 100);
    return perMyriad % 100 == 0 ? whole + "%" : whole + "." + hundredths + "%";
  }
}
