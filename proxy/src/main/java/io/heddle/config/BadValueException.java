package io.heddle.config;

/// Invalid value in the configuration, with its key.
public class BadValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String key;

  /// @param key path of the key, relative to the record that rejects the value, such as
  ///     `inbounds[1].listen`
  /// @param message description of the mistake and its correction, without the key
  public BadValueException(String key, String message) {
    super(message);
    this.key = key;
  }

  /// Path of the key, relative to the record that rejects the value.
  public String key() {
    return key;
  }

  /// The same for a record below the one that rejected the value.
  ///
  /// @param path of that record
  public BadValueException within(String path) {
    return new BadValueException(key.substring(path.length()), getMessage());
  }
}
