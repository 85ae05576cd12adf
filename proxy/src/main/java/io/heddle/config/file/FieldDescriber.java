package io.heddle.config.file;

import io.heddle.config.Secret;
import io.heddle.config.UsersConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Visitor that describes every key in JSON Schema, with its default.
final class FieldDescriber implements FieldVisitor {
  private final SequencedMap<String, Object> properties = new LinkedHashMap<>();
  private final List<String> required = new ArrayList<>();

  /// Schema of a mapping with the keys of a section and no others.
  static <T> SequencedMap<String, Object> describe(Section<T> section, T defaultValue) {
    FieldDescriber fields = new FieldDescriber();
    section.bind(fields, defaultValue);
    SequencedMap<String, Object> schema = object();
    schema.put("properties", fields.properties);
    if (!fields.required.isEmpty()) {
      schema.put("required", fields.required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private static SequencedMap<String, Object> object() {
    return new LinkedHashMap<>(Map.of("type", "object"));
  }

  @Override
  public <T> T value(String key, ValueFormat<T> format, T defaultValue) {
    SequencedMap<String, Object> schema = new LinkedHashMap<>(format.schemaType().keywords());
    schema.put("default", yamlDefault(format, defaultValue));
    properties.put(key, schema);
    return defaultValue;
  }

  /// The default as YAML reads it. Only texts are printed with quotes.
  private static <T> Object yamlDefault(ValueFormat<T> format, T value) {
    String printed = format.print(value);
    if (format.schemaType().equals(JsonSchemaType.BOOLEAN)) {
      return Boolean.valueOf(printed);
    }
    return format.schemaType().equals(JsonSchemaType.WHOLE_NUMBER)
        ? Integer.valueOf(printed)
        : printed.replaceAll("^\"|\"$", "");
  }

  @Override
  public <T> T required(String key, ValueFormat<T> format, T defaultValue) {
    required.add(key);
    properties.put(key, format.schemaType().keywords());
    return defaultValue;
  }

  @Override
  public <T> Optional<T> optional(String key, ValueFormat<T> format, Optional<T> defaultValue) {
    properties.put(key, format.schemaType().keywords());
    return defaultValue;
  }

  @Override
  public <T> T section(String key, Section<T> section, T defaultValue) {
    properties.put(key, describe(section, defaultValue));
    return defaultValue;
  }

  @Override
  public <T> Optional<T> optionalSection(
      String key, Section<T> section, Optional<T> defaultValue, T blank) {
    properties.put(key, describe(section, blank));
    return defaultValue;
  }

  @Override
  public <T> T booleanOrSection(
      String key, T whenTrue, T whenFalse, Section<T> section, T defaultValue) {
    SequencedMap<String, Object> schema = new LinkedHashMap<>();
    schema.put(
        "anyOf", List.of(JsonSchemaType.BOOLEAN.keywords(), describe(section, defaultValue)));
    schema.put("default", defaultValue.equals(whenTrue));
    properties.put(key, schema);
    return defaultValue;
  }

  @Override
  public <T> List<T> values(String key, ValueFormat<T> format, List<T> defaultValue) {
    SequencedMap<String, Object> schema = array(format.schemaType().keywords());
    schema.put("minItems", 1);
    properties.put(key, schema);
    return defaultValue;
  }

  @Override
  public <T> Optional<List<T>> optionalValues(
      String key, ValueFormat<T> format, Optional<List<T>> defaultValue) {
    properties.put(key, array(format.schemaType().keywords()));
    return defaultValue;
  }

  @Override
  public <T> List<T> oneOrMore(String key, ValueFormat<T> format, List<T> defaultValue) {
    properties.put(key, oneOrMore(format));
    return defaultValue;
  }

  private static SequencedMap<String, Object> oneOrMore(ValueFormat<?> format) {
    SequencedMap<String, Object> list = array(format.schemaType().keywords());
    list.put("minItems", 1);
    return new LinkedHashMap<>(Map.of("anyOf", List.of(format.schemaType().keywords(), list)));
  }

  @Override
  public <T> List<T> requiredValues(String key, ValueFormat<T> format, List<T> defaultValue) {
    required.add(key);
    return values(key, format, defaultValue);
  }

  @Override
  public <T> List<T> sections(String key, Section<T> section, List<T> defaultValue, T blank) {
    properties.put(key, array(describe(section, blank)));
    return defaultValue;
  }

  private static SequencedMap<String, Object> array(Map<String, Object> items) {
    SequencedMap<String, Object> schema = new LinkedHashMap<>(Map.of("type", "array"));
    schema.put("items", items);
    return schema;
  }

  @Override
  public <T> List<T> namedSections(
      String key,
      Section<T> section,
      List<T> defaultValue,
      Function<String, T> withName,
      Function<T, String> name) {
    SequencedMap<String, Object> schema = object();
    schema.put("additionalProperties", describe(section, withName.apply("name")));
    properties.put(key, schema);
    return defaultValue;
  }

  @Override
  public SequencedMap<String, String> headers(
      String key, ValueFormat<String> format, SequencedMap<String, String> defaultValue) {
    SequencedMap<String, Object> schema = object();
    schema.put("additionalProperties", format.schemaType().keywords());
    properties.put(key, schema);
    return defaultValue;
  }

  @Override
  public <T> SequencedMap<String, List<T>> lists(
      String key,
      ValueFormat<String> names,
      ValueFormat<T> format,
      SequencedMap<String, List<T>> defaultValue) {
    SequencedMap<String, Object> schema = object();
    schema.put("minProperties", 1);
    schema.put("propertyNames", names.schemaType().keywords());
    schema.put("additionalProperties", oneOrMore(format));
    properties.put(key, schema);
    return defaultValue;
  }

  @Override
  public UsersConfig users(String key, ValueFormat<Secret> password, UsersConfig defaultValue) {
    SequencedMap<String, Object> schema = object();
    schema.put("minProperties", 1);
    schema.put("propertyNames", Map.of("pattern", "^[^:]+$"));
    schema.put("additionalProperties", password.schemaType().keywords());
    properties.put(key, schema);
    return defaultValue;
  }

  @Override
  public <T> T validated(Supplier<T> make, T defaultValue) {
    return make.get();
  }
}
