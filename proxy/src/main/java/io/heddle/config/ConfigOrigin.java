package io.heddle.config;

import java.util.List;
import java.util.Optional;

/// Origin of a configuration: its file, the places of its rules there, and the warnings about it.
///
/// It is not part of what a configuration says, so all origins are equal.
public final class ConfigOrigin {
  /// Origin of a configuration without a file.
  public static final ConfigOrigin NONE = new ConfigOrigin("", List.of(), List.of());

  private final String file;
  private final int[] ruleLines;
  private final List<PlacedWarning> warnings;

  /// @param file as the user named it
  /// @param ruleLines the line of each rule
  /// @param warnings in the order of the file
  public ConfigOrigin(String file, List<Integer> ruleLines, List<PlacedWarning> warnings) {
    this(file, ruleLines.stream().mapToInt(line -> line).toArray(), warnings);
  }

  private ConfigOrigin(String file, int[] ruleLines, List<PlacedWarning> warnings) {
    this.file = file;
    this.ruleLines = ruleLines;
    this.warnings = List.copyOf(warnings);
  }

  /// Warning with its place in the file, `FILE:LINE:COLUMN`.
  public record PlacedWarning(String place, ConfigWarning warning) {
    /// The line of a log, whose level says that it is a warning.
    public String logText() {
      return place + ": " + warning.key() + ": " + warning.message();
    }

    /// The line of a terminal.
    public String text() {
      return place + ": warning: " + warning.key() + ": " + warning.message();
    }
  }

  /// The warnings, in the order of the file.
  public List<PlacedWarning> warnings() {
    return warnings;
  }

  /// The same origin of a configuration whose listeners have been replaced.
  ConfigOrigin withoutListeners() {
    List<PlacedWarning> others =
        warnings.stream().filter(one -> !one.warning().isAboutListeners()).toList();
    return new ConfigOrigin(file, ruleLines, others);
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
