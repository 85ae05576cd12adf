package io.heddle.config.file;

import io.heddle.config.Config;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// JSON Schema (draft 2020-12) of the configuration file, with which editors complete keys and mark
/// mistakes.
///
/// The schema accepts every file that [ConfigFile] accepts, and some more: it does not express that
/// a name must be defined, or that two keys exclude each other.
public final class ConfigSchema {
  private ConfigSchema() {}

  /// Prints the schema as JSON that ends with a line feed.
  public static String print() {
    Path folder = Path.of("");
    ConfigKeys schema = ConfigKeys.withoutFiles(folder, new SecretFormat(_ -> Optional.empty()));
    SequencedMap<String, Object> document = new LinkedHashMap<>();
    document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    document.put("title", "Configuration of Heddle");
    document.put("description", "Every key is explained in heddle.reference.yaml.");
    document.putAll(FieldDescriber.describe(schema::config, Config.DEFAULT));
    return JsonText.of(document) + "\n";
  }
}
