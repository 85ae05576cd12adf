package io.heddle.config;

import java.util.List;

/// Size in bytes. Written as: a whole number of the largest exact unit, such as `64KiB`.
///
/// @param bytes 0 or more
public record Size(long bytes) {
  /// Names of the units, each 1024 times the one before.
  public static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB");

  public Size {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size must not be negative");
    }
  }

  /// Size of `count` times 1024 bytes.
  public static Size kibibytes(long count) {
    return new Size(Math.multiplyExact(count, 1024L));
  }

  @Override
  public String toString() {
    long count = bytes;
    int unit = 0;
    while (unit < UNITS.size() - 1 && count >= 1024 && count % 1024 == 0) {
      count /= 1024;
      unit++;
    }
    return count + UNITS.get(unit);
  }
}
