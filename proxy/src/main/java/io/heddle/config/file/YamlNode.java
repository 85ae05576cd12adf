package io.heddle.config.file;

import java.util.List;
import java.util.Optional;

/// Node of a YAML document, with its position.
sealed interface YamlNode {

  /// Position of its first character.
  TextPosition position();

  /// Description of its kind, for messages.
  String description();

  /// Mapping of keys to values, in the order of the file.
  record Mapping(TextPosition position, List<MappingEntry> entries) implements YamlNode {
    Optional<MappingEntry> entry(String key) {
      return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    @Override
    public String description() {
      return "a mapping";
    }
  }

  /// Key with its position, and its value.
  record MappingEntry(TextPosition position, String key, YamlNode value) {
    /// Position for a message about the value: that of the key if there is no value.
    TextPosition valuePosition() {
      return value instanceof Scalar(var _, var kind, var _) && kind == Scalar.ScalarKind.NULL
          ? position
          : value.position();
    }
  }

  /// List of nodes.
  record Sequence(TextPosition position, List<YamlNode> items) implements YamlNode {
    @Override
    public String description() {
      return "a list";
    }
  }

  /// Single value, with its text as in the file but without quotes: `017` is not converted to a
  /// number.
  record Scalar(TextPosition position, ScalarKind kind, String text) implements YamlNode {
    /// Type of the value in YAML.
    enum ScalarKind {
      TEXT,
      NUMBER,
      BOOLEAN,
      NULL
    }

    @Override
    public String description() {
      return kind == ScalarKind.NULL ? "nothing" : "a single value";
    }
  }
}
