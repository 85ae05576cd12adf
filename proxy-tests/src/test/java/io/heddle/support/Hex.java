package io.heddle.support;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Notation of bytes in tests: `05 01 00 03 0b 'example.com' 01bb`, with UTF-8 between quotes.
public final class Hex {
  private static final Pattern PART = Pattern.compile("\\s*(?:'([^']*)'|((?:[0-9a-fA-F]{2})+))");

  private Hex() {}

  /// Parses the notation.
  ///
  /// @throws IllegalArgumentException if it is not of the form above
  public static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Matcher part = PART.matcher(text.stripTrailing());
    int end = 0;
    while (part.region(end, part.regionEnd()).lookingAt()) {
      bytes.writeBytes(
          part.group(1) == null
              ? HexFormat.of().parseHex(part.group(2))
              : part.group(1).getBytes(StandardCharsets.UTF_8));
      end = part.end();
    }
    if (end != part.regionEnd()) {
      throw new IllegalArgumentException("not hex from here: " + text.substring(end));
    }
    return bytes.toByteArray();
  }

  /// Prints bytes in hexadecimal, separated by spaces.
  public static String text(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }
}
