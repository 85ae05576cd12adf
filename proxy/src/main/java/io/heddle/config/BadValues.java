package io.heddle.config;

import java.util.ArrayList;
import java.util.List;

/// Collector of the invalid values of one record, so that a user is told of all of them at once.
public final class BadValues {
  private final List<BadValueException> found = new ArrayList<>();

  /// Check of some values.
  @FunctionalInterface
  public interface ValueCheck {
    /// Throws a [BadValueException] if one is invalid.
    void run();
  }

  /// Runs a check. Its mistakes depend on these keys alone.
  public void check(List<String> keys, ValueCheck check) {
    try {
      check.run();
    } catch (BadValueException e) {
      e.all().forEach(one -> found.add(one.dependingOn(keys)));
    }
  }

  /// Runs a check of one key.
  public void check(String key, ValueCheck check) {
    check(List.of(key), check);
  }

  /// Adds a mistake of one key.
  ///
  /// @param others keys that it depends on, too
  public void add(String key, String message, String... others) {
    List<String> keys = new ArrayList<>(List.of(others));
    keys.add(key);
    add(new BadValueException(key, message).dependingOn(keys));
  }

  /// Adds a mistake.
  public void add(BadValueException mistake) {
    found.addAll(mistake.all());
  }

  /// Throws what was found as one exception.
  ///
  /// @throws BadValueException if there was a mistake
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw found.getFirst().withAll(found);
    }
  }
}
