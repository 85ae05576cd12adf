package io.heddle.config.file;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as text: a whole number and its unit, `500ms`, `10s`, `5m`, `1h`, `2d`, or just `0`.
final class Durations {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");

  private record Unit(String name, Duration duration) {}

  /// From the largest on.
  private static final List<Unit> UNITS =
      List.of(
          new Unit("d", Duration.ofDays(1)),
          new Unit("h", Duration.ofHours(1)),
          new Unit("m", Duration.ofMinutes(1)),
          new Unit("s", Duration.ofSeconds(1)),
          new Unit("ms", Duration.ofMillis(1)));

  private Durations() {}

  static Duration parse(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      return unit(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
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

  private static Duration unit(String name) {
    return UNITS.stream().filter(u -> u.name().equals(name)).findFirst().orElseThrow().duration();
  }

  /// In the largest unit that is exact, to the millisecond.
  static String print(Duration duration) {
    if (duration.isZero()) {
      return "0";
    }
    for (Unit unit : UNITS) {
      long count = duration.dividedBy(unit.duration());
      if (unit.duration().multipliedBy(count).equals(duration)) {
        return count + unit.name();
      }
    }
    return duration.toMillis() + "ms";
  }
}
