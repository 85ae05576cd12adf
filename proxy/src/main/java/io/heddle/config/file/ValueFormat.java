package io.heddle.config.file;

/// Text format of a value in the file.
interface ValueFormat<T> {

  /// Parses a value.
  ///
  /// @throws IllegalArgumentException if the text is invalid; the message follows the key in the
  ///     report
  T parse(YamlNode.Scalar scalar);

  /// Prints a value as YAML, quoted if necessary.
  String print(T value);

  /// Type of the value in JSON Schema.
  JsonSchemaType schemaType();
}
