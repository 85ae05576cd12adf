package io.heddle.config;

/// A text that must not appear in logs, messages or printed configurations.
public record Secret(String text) {
  /// What is printed in its place.
  public static final String MASK = "***";

  @Override
  public String toString() {
    return MASK;
  }
}
