package io.heddle.config;

import java.util.List;
import java.util.Optional;

/// Origin of a configuration: its file, and the places of its rules there.
///
/// It is not part of what a configuration says, so all origins are equal.
public final class ConfigOrigin {
  /// Origin of a configuration without a file.
  public static final ConfigOrigin NONE = new ConfigOrigin("", List.of());

  private final String file;
  private final int[] ruleLines;

  /// @param file as the user named it
  /// @param ruleLines the line of each rule
  public ConfigOrigin(String file, List<Integer> ruleLines) {
    this.file = file;
    this.ruleLines = ruleLines.stream().mapToInt(line -> line).toArray();
  }

  /// The place of a rule, `FILE:LINE`, if it is known.
  ///
  /// @param position of the rule in the configuration
  public Optional<String> placeOfRule(int position) {
    return position < ruleLines.length
        ? Optional.of(file + ":" + ruleLines[position])
        : Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfigOrigin;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return file;
  }
}
