package io.heddle.config.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Reader of a mapping of names of header fields to their values.
final class HeadersReader {
  private HeadersReader() {}

  /// Reads the fields. Reports those with mistakes, and leaves them out.
  ///
  /// @param parent mapping that has `key`
  /// @param entries of the value of `key`
  static SequencedMap<String, String> read(
      MappingReader parent,
      String key,
      List<YamlNode.MappingEntry> entries,
      ValueFormat<String> format) {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    for (YamlNode.MappingEntry item : entries) {
      String name = key + "." + item.key();
      parent
          .parse(new YamlNode.MappingEntry(item.position(), name, item.value()), format)
          .ifPresent(value -> values.put(item.key(), value));
    }
    return values;
  }
}
