package io.heddle.config;

import java.util.List;

/// Invalid value in the configuration, with its key. It may stand for several.
public class BadValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /// The value of [#dependsOn] of a mistake that depends on all keys of its record.
  private static final List<String> WHOLE_RECORD = List.of("");

  private final String key;
  private transient List<String> dependsOn = WHOLE_RECORD;
  private transient List<BadValueException> all = List.of(this);

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

  /// Says which keys the mistake depends on. It is not reported if one of these has a mistake itself,
  /// or lies below or above a key that has: then it may only be due to that. Without this call, it
  /// depends on all keys of its record.
  ///
  /// @param keys paths relative to the record; the empty path is the record itself
  /// @return this exception
  public BadValueException dependingOn(List<String> keys) {
    dependsOn = List.copyOf(keys);
    return this;
  }

  /// Paths of the keys that the mistake depends on, relative to the record.
  public List<String> dependsOn() {
    return dependsOn;
  }

  /// All mistakes that were found together, this one included.
  public List<BadValueException> all() {
    return all;
  }

  /// Makes this exception stand for several mistakes.
  BadValueException withAll(List<BadValueException> mistakes) {
    all = List.copyOf(mistakes);
    return this;
  }

  /// The same mistakes for a record below the one that rejected the values. Each depends on its own
  /// key alone.
  ///
  /// @param path of that record
  public final BadValueException within(String path) {
    return relative(path).withAll(all.stream().map(one -> one.relative(path)).toList());
  }

  private BadValueException relative(String path) {
    String below = key.substring(path.length());
    return copy(below).dependingOn(List.of(below));
  }

  /// The same mistake, alone, at another key.
  BadValueException copy(String otherKey) {
    return new BadValueException(otherKey, getMessage());
  }
}
