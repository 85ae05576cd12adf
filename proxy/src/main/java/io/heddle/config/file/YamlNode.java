package io.heddle.config.file;

import java.util.List;
import java.util.Optional;

/// A piece of YAML that knows where it stands.
sealed interface YamlNode {

  /// Where it begins.
  TextPosition position();

  /// What it is, for messages.
  String description();

  /// Keys and values in their order.
  record Mapping(TextPosition position, List<MappingEntry> entries) implements YamlNode {
    Optional<MappingEntry> entry(String key) {
      return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    @Override
    public String description() {
      return "a mapping";
    }
  }

  /// A key with its place, and its value.
  record MappingEntry(TextPosition position, String key, YamlNode value) {
    /// Where to point for a complaint about the value; one that is not there has no place.
    TextPosition valuePosition() {
      return value instanceof Scalar(var _, var kind, var _) && kind == Scalar.ScalarKind.NULL
          ? position
          : value.position();
    }
  }

  /// A list.
  record Sequence(TextPosition position, List<YamlNode> items) implements YamlNode {
    @Override
    public String description() {
      return "a list";
    }
  }

  /// A single value, its text as it stands in the file without quotes: `017` is not yet a number.
  record Scalar(TextPosition position, ScalarKind kind, String text) implements YamlNode {
    /// What YAML takes the text for.
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
