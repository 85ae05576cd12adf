package io.heddle.config.file;

import io.heddle.config.Config;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// The form of a configuration file as a JSON Schema (draft 2020-12), by which editors complete
/// keys and mark mistakes.
///
/// It refuses nothing that [ConfigFile] takes, but not all that it refuses: a schema cannot say
/// that a name must be known, or that two keys exclude each other.
public final class ConfigSchema {
  private ConfigSchema() {}

  /// JSON that ends with a line feed.
  public static String print() {
    Path folder = Path.of("");
    ConfigKeys schema =
        new ConfigKeys(
            ValueFormats.path(folder),
            ValueFormats.address(folder),
            new SecretFormat(_ -> Optional.empty()));
    SequencedMap<String, Object> document = new LinkedHashMap<>();
    document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    document.put("title", "Configuration of Heddle");
    document.put("description", "Every key is explained in heddle.reference.yaml.");
    document.putAll(FieldDescriber.describe(schema::config, Config.DEFAULT));
    return JsonText.of(document) + "\n";
  }
}
