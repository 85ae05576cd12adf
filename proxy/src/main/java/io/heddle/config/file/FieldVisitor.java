package io.heddle.config.file;

import io.heddle.config.Secret;
import io.heddle.config.UsersConfig;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Visitor of the keys of one mapping, called by [ConfigKeys]. Each method gets a key and its default
/// value, and returns the value that applies.
///
/// [FieldReader] reads the values from a file, [FieldPrinter] prints the given ones and returns them,
/// and [FieldDescriber] writes the schema. So all three have the same keys.
sealed interface FieldVisitor permits FieldReader, FieldPrinter, FieldDescriber {

  /// Keys of a mapping below this one.
  @FunctionalInterface
  interface Section<T> {
    T bind(FieldVisitor fields, T defaultValue);
  }

  /// Value with a default.
  <T> T value(String key, ValueFormat<T> format, T defaultValue);

  /// Value that the file must have.
  <T> T required(String key, ValueFormat<T> format, T defaultValue);

  /// Value that may be missing.
  <T> Optional<T> optional(String key, ValueFormat<T> format, Optional<T> defaultValue);

  /// Value that may be missing, with what holds then. Only `heddle check` shows that.
  default <T> Optional<T> optional(
      String key, ValueFormat<T> format, Optional<T> defaultValue, Optional<T> effective) {
    return optional(key, format, defaultValue);
  }

  /// Mapping below this one.
  <T> T section(String key, Section<T> section, T defaultValue);

  /// Mapping below this one that may be missing.
  ///
  /// @param blank defaults of the keys of the mapping
  <T> Optional<T> optionalSection(
      String key, Section<T> section, Optional<T> defaultValue, T blank);

  /// Value written as `true`, as `false`, or as a mapping below this one.
  <T> T booleanOrSection(String key, T whenTrue, T whenFalse, Section<T> section, T defaultValue);

  /// List of single values. In the file, the list must not be empty.
  <T> List<T> values(String key, ValueFormat<T> format, List<T> defaultValue);

  /// List of single values that may be missing. In the file, it may be empty, which is not the same.
  <T> Optional<List<T>> optionalValues(
      String key, ValueFormat<T> format, Optional<List<T>> defaultValue);

  /// Single value, or list of single values. In the file, the list must not be empty.
  <T> List<T> oneOrMore(String key, ValueFormat<T> format, List<T> defaultValue);

  /// List of single values that the file must have.
  <T> List<T> requiredValues(String key, ValueFormat<T> format, List<T> defaultValue);

  /// List of mappings.
  ///
  /// @param blank defaults of the keys of each item
  <T> List<T> sections(String key, Section<T> section, List<T> defaultValue, T blank);

  /// Mapping of names to mappings.
  ///
  /// @param withName defaults of the keys of the item with a name
  /// @param name name of an item
  <T> List<T> namedSections(
      String key,
      Section<T> section,
      List<T> defaultValue,
      Function<String, T> withName,
      Function<T, String> name);

  /// Mapping of names of header fields to their values. Secret ones are printed as a mask.
  SequencedMap<String, String> headers(
      String key, ValueFormat<String> format, SequencedMap<String, String> defaultValue);

  /// Mapping of names to one value or a list of values each.
  ///
  /// @param names format of the names
  <T> SequencedMap<String, List<T>> lists(
      String key,
      ValueFormat<String> names,
      ValueFormat<T> format,
      SequencedMap<String, List<T>> defaultValue);

  /// Mapping of user names to passwords.
  UsersConfig users(String key, ValueFormat<Secret> password, UsersConfig defaultValue);

  /// Creates a record from the values of this mapping. If the record rejects a value, this is
  /// reported at its key, and the result is `defaultValue`.
  <T> T validated(Supplier<T> make, T defaultValue);
}
