package io.heddle.config.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What a value looks like, in the keywords of JSON Schema: as much as that can say, and never more
/// than [ValueFormat#parse] asks for.
///
/// Values are those that a reader of YAML makes of the file, where `5` is a number and `5s` a text.
record JsonSchemaType(SequencedMap<String, Object> keywords) {
  /// `true` or `false`.
  static final JsonSchemaType BOOLEAN = new JsonSchemaType(keywords("type", "boolean"));

  /// A whole number, 0 or more.
  static final JsonSchemaType WHOLE_NUMBER =
      new JsonSchemaType(keywords("type", "integer", "minimum", 0, "maximum", Integer.MAX_VALUE));

  /// Any single value that is not empty.
  static final JsonSchemaType SCALAR =
      new JsonSchemaType(keywords("type", List.of("string", "number", "boolean"), "minLength", 1));

  /// A text that begins with `^` and ends with `$` of this pattern.
  static JsonSchemaType text(String pattern) {
    return new JsonSchemaType(keywords("type", "string", "pattern", "^(" + pattern + ")$"));
  }

  /// The same, or a whole number in these limits.
  static JsonSchemaType textOrNumber(String pattern, int least, int most) {
    return new JsonSchemaType(
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
  static JsonSchemaType enumeration(List<String> words) {
    return new JsonSchemaType(keywords("enum", words));
  }

  private static SequencedMap<String, Object> keywords(Object... namesAndValues) {
    SequencedMap<String, Object> keywords = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      keywords.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
    }
    return keywords;
  }
}
