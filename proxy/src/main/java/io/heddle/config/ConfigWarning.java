package io.heddle.config;

/// Warning of something that is valid, but can never work.
///
/// @param key path of the key in the configuration, such as `rules[1]`
/// @param message one sentence, without the key
public record ConfigWarning(String key, String message) {

  /// Whether other listeners may make the warning untrue.
  boolean isAboutListeners() {
    return key.startsWith("inbounds") || key.startsWith("outbounds") || key.startsWith("admin");
  }
}
