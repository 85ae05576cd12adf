package io.heddle.config.file;

import io.heddle.config.Secret;
import io.heddle.config.UsersConfig;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// The keys of one mapping, as [ConfigKeys] goes through them: each method is given a key and the value
/// that applies if the file is silent, and returns the value that applies.
///
/// Reading takes the values from a file, printing writes the given ones down and returns them,
/// describing notes what values there may be; so all know the same keys.
sealed interface FieldVisitor permits FieldReader, FieldPrinter, FieldDescriber {

  /// Goes through the keys of a mapping below this one.
  @FunctionalInterface
  interface Section<T> {
    T bind(FieldVisitor fields, T defaultValue);
  }

  <T> T value(String key, ValueFormat<T> format, T defaultValue);

  /// A value that the file must give.
  <T> T required(String key, ValueFormat<T> format, T defaultValue);

  <T> Optional<T> optional(String key, ValueFormat<T> format, Optional<T> defaultValue);

  <T> T section(String key, Section<T> section, T defaultValue);

  /// A mapping below this one that may be missing.
  ///
  /// @param blank what applies where the file is silent about a key of it
  <T> Optional<T> optionalSection(
      String key, Section<T> section, Optional<T> defaultValue, T blank);

  /// Two values that are written as `true` and `false`, or any other as a mapping below this one.
  <T> T booleanOrSection(String key, T whenTrue, T whenFalse, Section<T> section, T defaultValue);

  /// A list of single values; empty if the file is silent, which it is not by an empty list.
  <T> List<T> values(String key, ValueFormat<T> format, List<T> defaultValue);

  /// A list of mappings.
  ///
  /// @param item what applies where the file is silent about a key of an item
  <T> List<T> sections(String key, Section<T> section, List<T> defaultValue, T item);

  /// A mapping of mappings by name.
  ///
  /// @param withName what applies where the file is silent about a key of an item
  /// @param name the key of an item
  <T> List<T> namedSections(
      String key,
      Section<T> section,
      List<T> defaultValue,
      Function<String, T> withName,
      Function<T, String> name);

  /// A mapping of names to single values.
  <T> SequencedMap<String, T> map(
      String key, ValueFormat<T> format, SequencedMap<String, T> defaultValue);

  /// A mapping of user names to passwords.
  UsersConfig users(String key, ValueFormat<Secret> password, UsersConfig defaultValue);

  /// Makes a record of this mapping's values. What it refuses is reported at the key it names, and
  /// `defaultValue` takes its place.
  <T> T validated(Supplier<T> make, T defaultValue);
}
