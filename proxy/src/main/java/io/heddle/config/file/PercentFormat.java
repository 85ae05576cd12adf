package io.heddle.config.file;

import io.heddle.config.Percent;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text format of percentages: a number with at most two decimals and the sign, `10%` or `0.25%`.
final class PercentFormat {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,3})(?:\\.([0-9]{1,2}))?%");

  private PercentFormat() {}

  static Percent parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      String decimals = matcher.group(2) == null ? "" : matcher.group(2);
      return new Percent(Integer.parseInt(matcher.group(1) + (decimals + "00").substring(0, 2)));
    }
    if (text.matches("[0-9]+(\\.[0-9]+)?")) {
      throw new IllegalArgumentException(text + " needs the sign: " + text + "%");
    }
    throw new IllegalArgumentException("\"" + text + "\" is not a percentage such as 10% or 0.25%");
  }
}
