package io.heddle.config.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Reader of a mapping of names to one value or a list of values each.
///
/// @param mapping reader of that mapping
/// @param names format of the names
/// @param format format of the values
record ListsReader<T>(MappingReader mapping, ValueFormat<String> names, ValueFormat<T> format) {

  /// Reads the lists in an entry of `parent`. Reports those with mistakes, and leaves them out.
  static <T> SequencedMap<String, List<T>> read(
      MappingReader parent,
      YamlNode.MappingEntry entry,
      ValueFormat<String> names,
      ValueFormat<T> format) {
    SequencedMap<String, List<T>> lists = new LinkedHashMap<>();
    if (!(entry.value() instanceof YamlNode.Mapping mapping) || mapping.entries().isEmpty()) {
      parent.report(entry, "must be names with values, such as {name: value, other: [one, two]}");
      return lists;
    }
    var reader = new MappingReader(parent.path(entry.key()), mapping, parent.problems());
    var all = new ListsReader<>(reader, names, format);
    mapping.entries().forEach(one -> all.add(lists, one));
    return lists;
  }

  /// Reads a list of single values that may be empty.
  static <T> List<T> readAny(
      MappingReader parent, YamlNode.MappingEntry entry, ValueFormat<T> format) {
    if (!(entry.value() instanceof YamlNode.Sequence(var _, var nodes))) {
      parent.report(entry, "must be a list such as [a, b], or [] for nothing");
      return List.of();
    }
    return nodes.isEmpty() ? List.of() : parent.parseList(entry, format);
  }

  private void add(SequencedMap<String, List<T>> lists, YamlNode.MappingEntry entry) {
    Optional<String> name = name(entry);
    if (name.isPresent() && mapping.hasValue(entry)) {
      List<T> values = mapping.parseAny(entry, format);
      if (lists.containsKey(name.get())) {
        mapping.report(entry.position(), name.get() + " is given twice");
      }
      lists.put(name.get(), values);
    }
  }

  private Optional<String> name(YamlNode.MappingEntry entry) {
    try {
      return Optional.of(
          names.parse(
              new YamlNode.Scalar(entry.position(), YamlNode.Scalar.ScalarKind.TEXT, entry.key())));
    } catch (IllegalArgumentException e) {
      mapping.report(entry.position(), e.getMessage());
      return Optional.empty();
    }
  }
}
