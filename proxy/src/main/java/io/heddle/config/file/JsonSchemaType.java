package io.heddle.config.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Type of a value in JSON Schema. It accepts every value that [ValueFormat#parse] accepts, and
/// possibly more.
///
/// The schema applies to values as YAML reads them, where `5` is a number and `5s` a text.
///
/// @param keywords keywords of the schema with their values
record JsonSchemaType(SequencedMap<String, Object> keywords) {
  /// `true` or `false`.
  static final JsonSchemaType BOOLEAN = new JsonSchemaType(keywords("type", "boolean"));

  /// A whole number, 0 or more.
  static final JsonSchemaType WHOLE_NUMBER =
      new JsonSchemaType(keywords("type", "integer", "minimum", 0, "maximum", Integer.MAX_VALUE));

  /// Any single value except an empty text.
  static final JsonSchemaType SCALAR =
      new JsonSchemaType(keywords("type", List.of("string", "number", "boolean"), "minLength", 1));

  /// Text that matches the pattern as a whole.
  static JsonSchemaType text(String pattern) {
    return new JsonSchemaType(keywords("type", "string", "pattern", "^(" + pattern + ")$"));
  }

  /// Text that matches the pattern as a whole, or a whole number in these limits.
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

  /// One of these words.
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
