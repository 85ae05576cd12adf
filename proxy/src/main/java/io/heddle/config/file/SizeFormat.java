package io.heddle.config.file;

import io.heddle.config.Size;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text format of sizes: a whole number and its unit, `512B`, `64KiB`, `1MiB`, `2GiB`, or `0`.
final class SizeFormat {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})(B|KiB|MiB|GiB)");

  private SizeFormat() {}

  static Size parse(String text) {
    if (text.equals("0")) {
      return new Size(0);
    }
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      int power = Size.UNITS.indexOf(matcher.group(2));
      return new Size(Long.parseLong(matcher.group(1)) << (10 * power));
    }
    if (text.matches("[0-9]+")) {
      throw new IllegalArgumentException(
          text + " needs a unit: " + text + "B, " + text + "KiB or " + text + "MiB");
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not a size such as 512B, 64KiB or 1MiB");
  }
}
