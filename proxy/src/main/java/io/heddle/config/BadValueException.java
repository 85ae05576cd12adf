package io.heddle.config;

/// A value that a record of the configuration refuses, and the key it belongs to.
public class BadValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String key;

  /// A refusal of one value.
  ///
  /// @param key the path of the key from the refusing record on, such as `inbounds[1].listen`
  /// @param message what is wrong and what would be right, without the key
  public BadValueException(String key, String message) {
    super(message);
    this.key = key;
  }

  /// The path of the key from the refusing record on.
  public String key() {
    return key;
  }
}
