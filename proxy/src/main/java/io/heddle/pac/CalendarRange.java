package io.heddle.pac;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.OptionalInt;

/// Ranges of days and hours in which scripts ask whether the present is. With `GMT` as the last word,
/// the present is that of GMT, not that of this machine. A range whose end is before its begin goes
/// over the end of the week, the year or the day.
final class CalendarRange {
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final int LARGEST_DAY = 31;

  private CalendarRange() {}

  /// Function of a script about the present.
  @FunctionalInterface
  interface Function {
    boolean contains(List<String> words, ZonedDateTime now);
  }

  private static boolean isGmt(List<String> words) {
    return !words.isEmpty() && words.getLast().equals("GMT");
  }

  private static List<String> withoutZone(List<String> words) {
    return isGmt(words) ? words.subList(0, words.size() - 1) : words;
  }

  private static ZonedDateTime present(List<String> words, ZonedDateTime now) {
    return isGmt(words) ? now.withZoneSameInstant(ZoneOffset.UTC) : now;
  }

  private static boolean isBetween(long first, long value, long last) {
    return first <= last ? first <= value && value <= last : value >= first || value <= last;
  }

  /// `weekdayRange("MON")`, `weekdayRange("MON", "FRI")`.
  static boolean weekdays(List<String> words, ZonedDateTime now) {
    List<String> days = withoutZone(words);
    if (days.isEmpty() || days.size() > 2) {
      return false;
    }
    int first = DAYS.indexOf(days.getFirst());
    int last = DAYS.indexOf(days.getLast());
    int today = present(words, now).getDayOfWeek().getValue() % DAYS.size();
    return first >= 0 && last >= 0 && isBetween(first, today, last);
  }

  /// Hours; hours and minutes; or hours, minutes and seconds. One hour is this hour; of two, the last
  /// counts as a whole; so does the last minute.
  static boolean times(List<String> words, ZonedDateTime now) {
    List<String> texts = withoutZone(words);
    List<Integer> parts =
        texts.stream()
            .map(CalendarRange::number)
            .filter(OptionalInt::isPresent)
            .map(OptionalInt::getAsInt)
            .toList();
    if (parts.size() < texts.size()) {
      return false;
    }
    ZonedDateTime present = present(words, now);
    int hour = present.getHour();
    return switch (parts.size()) {
      case 1 -> hour == parts.getFirst();
      case 2 -> isBetween(parts.get(0), hour, parts.get(1));
      case 4 ->
          isBetween(
              seconds(parts.get(0), parts.get(1), 0),
              present.toLocalTime().toSecondOfDay(),
              seconds(parts.get(2), parts.get(3), 59));
      case 6 ->
          isBetween(
              seconds(parts.get(0), parts.get(1), parts.get(2)),
              present.toLocalTime().toSecondOfDay(),
              seconds(parts.get(3), parts.get(4), parts.get(5)));
      default -> false;
    };
  }

  private static long seconds(int hour, int minute, int second) {
    return (hour * 60L + minute) * 60 + second;
  }

  /// A day, a month or a year; or a range with the same of them at both ends.
  static boolean dates(List<String> words, ZonedDateTime now) {
    List<String> parts = withoutZone(words);
    int half = Math.max(1, parts.size() / 2);
    if (parts.isEmpty() || parts.size() > 6 || (parts.size() > 1 && parts.size() % 2 != 0)) {
      return false;
    }
    CalendarDate first = CalendarDate.of(parts.subList(0, half));
    CalendarDate last = CalendarDate.of(parts.subList(parts.size() - half, parts.size()));
    ZonedDateTime present = present(words, now);
    CalendarDate today =
        new CalendarDate(present.getYear(), present.getMonthValue(), present.getDayOfMonth());
    return first.hasSameParts(last)
        && isBetween(first.number(), today.only(first).number(), last.number());
  }

  private static OptionalInt number(String text) {
    boolean isNumber =
        !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }

  /// Date of which parts may be missing, which are 0; -1 stands for a word that is none.
  private record CalendarDate(int year, int month, int day) {
    static CalendarDate of(List<String> words) {
      CalendarDate date = new CalendarDate(0, 0, 0);
      for (String word : words) {
        date = date.with(word);
      }
      return date;
    }

    private CalendarDate with(String word) {
      int named = MONTHS.indexOf(word);
      if (named >= 0) {
        return new CalendarDate(year, named + 1, day);
      }
      int value = CalendarRange.number(word).orElse(-1);
      return value <= LARGEST_DAY
          ? new CalendarDate(year, month, value)
          : new CalendarDate(value, month, day);
    }

    boolean hasSameParts(CalendarDate other) {
      return day >= 0
          && other.day >= 0
          && year == 0 == (other.year == 0)
          && month == 0 == (other.month == 0)
          && day == 0 == (other.day == 0);
    }

    /// This date without the parts that `other` does not have.
    CalendarDate only(CalendarDate other) {
      return new CalendarDate(
          other.year == 0 ? 0 : year, other.month == 0 ? 0 : month, other.day == 0 ? 0 : day);
    }

    long number() {
      return (year * 100L + month) * 100 + day;
    }
  }
}
