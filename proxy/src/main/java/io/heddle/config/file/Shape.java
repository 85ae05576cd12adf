package io.heddle.config.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What a value looks like, in the keywords of JSON Schema: as much as that can say, and never more
/// than [Format#parse] asks for.
///
/// Values are those that a reader of YAML makes of the file, where `5` is a number and `5s` a text.
record Shape(SequencedMap<String, Object> keywords) {
  /// `true` or `false`.
  static final Shape TRUTH = new Shape(keywords("type", "boolean"));

  /// A whole number, 0 or more.
  static final Shape COUNT =
      new Shape(keywords("type", "integer", "minimum", 0, "maximum", Integer.MAX_VALUE));

  /// Any single value that is not empty.
  static final Shape ANY =
      new Shape(keywords("type", List.of("string", "number", "boolean"), "minLength", 1));

  /// A text that begins with `^` and ends with `$` of this pattern.
  static Shape text(String pattern) {
    return new Shape(keywords("type", "string", "pattern", "^(" + pattern + ")$"));
  }

  /// The same, or a whole number in these limits.
  static Shape textOrNumber(String pattern, int least, int most) {
    return new Shape(
        keywords(
            "type",
            List.of("string", "integer"),
            "pattern",
            "^(" + pattern + ")$",
            "minimum",
            least,
            "maximum",
            most));
  }

  /// One of these.
  static Shape words(List<String> words) {
    return new Shape(keywords("enum", words));
  }

  private static SequencedMap<String, Object> keywords(Object... namesAndValues) {
    SequencedMap<String, Object> keywords = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      keywords.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
    }
    return keywords;
  }
}
