package io.heddle.config.file;

/// How a value is written in the file.
interface ValueFormat<T> {

  /// Reads it.
  ///
  /// @throws IllegalArgumentException saying what is wrong, which is shown after the key
  T parse(YamlNode.Scalar scalar);

  /// The value as YAML, quoted if it needs to be.
  String print(T value);

  /// What it looks like.
  JsonSchemaType schemaType();
}
