package io.heddle.config.file;

import io.heddle.config.BadValueException;
import io.heddle.config.UnknownNameException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reader of the entries of one mapping. It reports mistakes instead of stopping at the first:
/// invalid values, and at the end the unknown and the missing keys.
final class MappingReader {
  /// Keys of a listener that are easily taken for keys of the file.
  private static final Set<String> OF_INBOUNDS = Set.of("listen", "clients", "users", "protocol");

  private final String path;
  private final YamlNode.Mapping mapping;
  private final List<ConfigProblem> problems;
  private final Set<String> knownKeys = new LinkedHashSet<>();
  private final Set<String> missingKeys = new LinkedHashSet<>();
  private boolean keysReported;

  /// @param path path of the mapping, empty for the root of the file
  /// @param problems list that receives the mistakes
  MappingReader(String path, YamlNode.Mapping mapping, List<ConfigProblem> problems) {
    this.path = path;
    this.mapping = mapping;
    this.problems = problems;
  }

  /// Mistakes found so far.
  List<ConfigProblem> problems() {
    return problems;
  }

  /// Path of a key of this mapping, for messages.
  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /// Whether the value of a key is a mapping.
  boolean hasMapping(String key) {
    return mapping.entry(key).map(entry -> entry.value() instanceof YamlNode.Mapping).orElse(false);
  }

  /// Notes that the mapping must have this key.
  void require(String key) {
    if (mapping.entry(key).isEmpty()) {
      missingKeys.add(key);
    }
  }

  /// Entry of a key, if the key is present and has a value.
  Optional<YamlNode.MappingEntry> entry(String key) {
    knownKeys.add(key);
    return mapping.entry(key).filter(this::hasValue);
  }

  /// Whether an entry has a value. If not, this is reported.
  boolean hasValue(YamlNode.MappingEntry entry) {
    if (entry.value() instanceof YamlNode.Scalar(var _, var kind, var _)
        && kind == YamlNode.Scalar.ScalarKind.NULL) {
      problems.add(
          new ConfigProblem(
              entry.position(), path(entry.key()), path(entry.key()) + " has no value"));
      return false;
    }
    return true;
  }

  /// Parses a single value. Empty after a mistake, which is reported.
  <T> Optional<T> parse(YamlNode.MappingEntry entry, ValueFormat<T> format) {
    if (!(entry.value() instanceof YamlNode.Scalar scalar)) {
      report(entry, "must be a single value, not " + entry.value().description());
      return Optional.empty();
    }
    try {
      return Optional.of(format.parse(scalar));
    } catch (IllegalArgumentException e) {
      report(entry, e.getMessage());
      return Optional.empty();
    }
  }

  /// Parses a list of single values. Values with mistakes are reported and left out.
  <T> List<T> parseList(YamlNode.MappingEntry entry, ValueFormat<T> format) {
    if (!(entry.value() instanceof YamlNode.Sequence(var _, var nodes)) || nodes.isEmpty()) {
      report(entry, "must be a list such as [a, b], with at least one value");
      return List.of();
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      String key = entry.key() + "[" + i + "]";
      parse(new YamlNode.MappingEntry(entry.position(), key, nodes.get(i)), format)
          .ifPresent(values::add);
    }
    return values;
  }

  /// The values of a list, or a single value.
  <T> List<T> parseAny(YamlNode.MappingEntry entry, ValueFormat<T> format) {
    return entry.value() instanceof YamlNode.Sequence
        ? parseList(entry, format)
        : parse(entry, format).stream().toList();
  }

  /// The entries of a mapping. Anything else is reported.
  List<YamlNode.MappingEntry> entries(YamlNode.MappingEntry entry) {
    if (entry.value() instanceof YamlNode.Mapping(var _, var entries)) {
      return entries;
    }
    report(entry, "must be a mapping of names to values, not " + entry.value().description());
    return List.of();
  }

  /// Reports a mistake in a value.
  void report(YamlNode.MappingEntry entry, String message) {
    String key = path(entry.key());
    problems.add(new ConfigProblem(entry.value().position(), key, key + ": " + message));
  }

  /// Reports a mistake in the mapping or its key.
  void report(TextPosition position, String message) {
    problems.add(new ConfigProblem(position, path, path + ": " + message));
  }

  /// Reports the values that a record rejects, at the keys that the record names, but none that may
  /// only be due to a mistake that was found while this mapping was read.
  ///
  /// @param before number of mistakes when that began
  void report(BadValueException rejected, int before) {
    // All keys have been asked for when the record is made of their values.
    reportKeys();
    List<ConfigProblem> found = List.copyOf(problems.subList(before, problems.size()));
    for (BadValueException one : rejected.all()) {
      boolean isConsequence =
          one.dependsOn().stream()
              .map(key -> key.isEmpty() ? path : path(key))
              .anyMatch(key -> found.stream().anyMatch(problem -> problem.affects(key)));
      if (!isConsequence) {
        report(one);
      }
    }
  }

  /// The record is missing for those that refer to it. So the whole mapping counts as the place of the
  /// mistake.
  private void report(BadValueException rejected) {
    TextPosition position = ConfigPath.position(mapping, rejected.key());
    problems.add(
        new ConfigProblem(
            position, path, path(rejected.key()) + ": " + rejected.getMessage() + hint(rejected)));
  }

  private static String hint(BadValueException rejected) {
    return rejected instanceof UnknownNameException unknown
        ? DidYouMean.hint(unknown.name(), unknown.known())
        : "";
  }

  /// Reports keys that were never asked for, and required keys that are missing; once.
  void reportKeys() {
    if (keysReported) {
      return;
    }
    keysReported = true;
    for (YamlNode.MappingEntry entry : mapping.entries()) {
      if (!knownKeys.contains(entry.key())) {
        reportUnknown(entry);
      }
    }
    for (String key : missingKeys) {
      problems.add(new ConfigProblem(mapping.position(), path(key), path(key) + " is missing"));
    }
  }

  private void reportUnknown(YamlNode.MappingEntry entry) {
    String where = path.isEmpty() ? "" : " in " + path;
    if (path.isEmpty() && OF_INBOUNDS.contains(entry.key())) {
      problems.add(
          new ConfigProblem(
              entry.position(),
              "inbounds",
              "unknown key \"" + entry.key() + "\"; it belongs to an item of inbounds"));
      return;
    }
    Optional<String> near = DidYouMean.nearest(entry.key(), knownKeys);
    String hint =
        near.map(key -> "did you mean \"" + key + "\"?")
            .orElse("known here: " + String.join(", ", knownKeys));
    problems.add(
        new ConfigProblem(
            entry.position(),
            path(near.orElse(entry.key())),
            "unknown key \"" + entry.key() + "\"" + where + "; " + hint));
    // A misspelled key is not missing, too.
    near.ifPresent(missingKeys::remove);
  }
}
