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

/// Describes every key in the words of JSON Schema, with its default.
final class DescribeFields implements FieldVisitor {
  private final SequencedMap<String, Object> properties = new LinkedHashMap<>();
  private final List<String> required = new ArrayList<>();

  /// A mapping with these keys and no others.
  static <T> SequencedMap<String, Object> describe(Section<T> section, T silent) {
    DescribeFields fields = new DescribeFields();
    section.bind(fields, silent);
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
  public <T> T value(String key, ValueFormat<T> format, T silent) {
    SequencedMap<String, Object> schema = new LinkedHashMap<>(format.shape().keywords());
    schema.put("default", plain(format, silent));
    properties.put(key, schema);
    return silent;
  }

  /// The default as YAML reads it. All that need quotes are texts.
  private static <T> Object plain(ValueFormat<T> format, T value) {
    String printed = format.print(value);
    if (format.shape().equals(JsonSchemaType.TRUTH)) {
      return Boolean.valueOf(printed);
    }
    return format.shape().equals(JsonSchemaType.COUNT)
        ? Integer.valueOf(printed)
        : printed.replaceAll("^\"|\"$", "");
  }

  @Override
  public <T> T required(String key, ValueFormat<T> format, T silent) {
    required.add(key);
    properties.put(key, format.shape().keywords());
    return silent;
  }

  @Override
  public <T> Optional<T> optional(String key, ValueFormat<T> format, Optional<T> silent) {
    properties.put(key, format.shape().keywords());
    return silent;
  }

  @Override
  public <T> T section(String key, Section<T> section, T silent) {
    properties.put(key, describe(section, silent));
    return silent;
  }

  @Override
  public <T> Optional<T> optionalSection(
      String key, Section<T> section, Optional<T> silent, T blank) {
    properties.put(key, describe(section, blank));
    return silent;
  }

  @Override
  public <T> T truthOrSection(String key, T whenTrue, T whenFalse, Section<T> section, T silent) {
    SequencedMap<String, Object> schema = new LinkedHashMap<>();
    schema.put("anyOf", List.of(JsonSchemaType.TRUTH.keywords(), describe(section, silent)));
    schema.put("default", silent.equals(whenTrue));
    properties.put(key, schema);
    return silent;
  }

  @Override
  public <T> List<T> values(String key, ValueFormat<T> format, List<T> silent) {
    SequencedMap<String, Object> schema = array(format.shape().keywords());
    schema.put("minItems", 1);
    properties.put(key, schema);
    return silent;
  }

  @Override
  public <T> List<T> list(String key, Section<T> section, List<T> silent, T item) {
    properties.put(key, array(describe(section, item)));
    return silent;
  }

  private static SequencedMap<String, Object> array(Map<String, Object> items) {
    SequencedMap<String, Object> schema = new LinkedHashMap<>(Map.of("type", "array"));
    schema.put("items", items);
    return schema;
  }

  @Override
  public <T> List<T> named(
      String key,
      Section<T> section,
      List<T> silent,
      Function<String, T> named,
      Function<T, String> name) {
    SequencedMap<String, Object> schema = object();
    schema.put("additionalProperties", describe(section, named.apply("name")));
    properties.put(key, schema);
    return silent;
  }

  @Override
  public <T> SequencedMap<String, T> map(
      String key, ValueFormat<T> format, SequencedMap<String, T> silent) {
    SequencedMap<String, Object> schema = object();
    schema.put("additionalProperties", format.shape().keywords());
    properties.put(key, schema);
    return silent;
  }

  @Override
  public UsersConfig users(String key, ValueFormat<Secret> password, UsersConfig silent) {
    SequencedMap<String, Object> schema = object();
    schema.put("minProperties", 1);
    schema.put("propertyNames", Map.of("pattern", "^[^:]+$"));
    schema.put("additionalProperties", password.shape().keywords());
    properties.put(key, schema);
    return silent;
  }

  @Override
  public <T> T checked(Supplier<T> make, T silent) {
    return make.get();
  }
}
