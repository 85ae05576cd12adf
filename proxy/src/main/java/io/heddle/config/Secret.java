package io.heddle.config;

/// Secret text, such as a password, which must not appear in logs, messages or printed
/// configurations.
public record Secret(String text) {
  /// Text printed instead of a secret.
  public static final String MASK = "***";

  @Override
  public String toString() {
    return MASK;
  }
}
