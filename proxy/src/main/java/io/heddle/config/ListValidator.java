package io.heddle.config;

/// Validator of the file of a list.
@FunctionalInterface
public interface ListValidator {
  /// Validator that takes all files for valid.
  ListValidator NONE = _ -> {};

  /// Checks the file of a list, or reads it.
  ///
  /// @throws BadValueException if it cannot be used
  void check(ListConfig list);
}
