package io.heddle.config.file;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text format of durations: a whole number and its unit, `500ms`, `10s`, `5m`, `1h`, `2d`, or `0`.
public final class DurationFormat {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");

  private record Unit(String name, ChronoUnit of) {}

  /// Units from the largest to the smallest.
  private static final List<Unit> UNITS =
      List.of(
          new Unit("d", ChronoUnit.DAYS),
          new Unit("h", ChronoUnit.HOURS),
          new Unit("m", ChronoUnit.MINUTES),
          new Unit("s", ChronoUnit.SECONDS),
          new Unit("ms", ChronoUnit.MILLIS));

  private DurationFormat() {}

  /// Parses a duration.
  ///
  /// @throws IllegalArgumentException for any other text; the message is for the user
  public static Duration parse(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      // Duration.multipliedBy would load BigDecimal, whose tables take a tenth of the start time.
      return Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
    }
    if (text.matches("[0-9]+")) {
      throw new IllegalArgumentException(
          text
              + " needs a unit: "
              + text
              + "ms, "
              + text
              + "s, "
              + text
              + "m, "
              + text
              + "h or "
              + text
              + "d");
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not a duration such as 500ms, 10s, 5m, 1h or 2d");
  }

  private static ChronoUnit unit(String name) {
    return UNITS.stream().filter(u -> u.name().equals(name)).findFirst().orElseThrow().of();
  }

  /// Prints a duration in its largest exact unit, rounded down to milliseconds.
  static String print(Duration duration) {
    if (duration.isZero()) {
      return "0";
    }
    for (Unit unit : UNITS) {
      long count = duration.dividedBy(unit.of().getDuration());
      if (Duration.of(count, unit.of()).equals(duration)) {
        return count + unit.name();
      }
    }
    return duration.toMillis() + "ms";
  }
}
