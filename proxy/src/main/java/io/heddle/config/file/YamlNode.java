package io.heddle.config.file;

import java.util.List;
import java.util.Optional;

/// A piece of YAML that knows where it stands.
sealed interface YamlNode {

  /// Where it begins.
  TextPosition place();

  /// What it is, for messages.
  String what();

  /// Keys and values in their order.
  record Mapping(TextPosition place, List<Entry> entries) implements YamlNode {
    Optional<Entry> entry(String key) {
      return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    @Override
    public String what() {
      return "a mapping";
    }
  }

  /// A key with its place, and its value.
  record Entry(TextPosition place, String key, YamlNode value) {
    /// Where to point for a complaint about the value; one that is not there has no place.
    TextPosition valuePlace() {
      return value instanceof Scalar(var _, var kind, var _) && kind == Scalar.Kind.NOTHING
          ? place
          : value.place();
    }
  }

  /// A list.
  record Sequence(TextPosition place, List<YamlNode> items) implements YamlNode {
    @Override
    public String what() {
      return "a list";
    }
  }

  /// A single value, its text as it stands in the file without quotes: `017` is not yet a number.
  record Scalar(TextPosition place, Kind kind, String text) implements YamlNode {
    /// What YAML takes the text for.
    enum Kind {
      TEXT,
      NUMBER,
      TRUTH,
      NOTHING
    }

    @Override
    public String what() {
      return kind == Kind.NOTHING ? "nothing" : "a single value";
    }
  }
}
