package io.heddle.config.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.heddle.config.Config;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
    Schema schema = new Schema(Formats.path(Path.of("")), new SecretFormat(_ -> Optional.empty()));
    SequencedMap<String, Object> document = new LinkedHashMap<>();
    document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    document.put("title", "Configuration of Heddle");
    document.put("description", "Every key is explained in heddle.reference.yaml.");
    document.putAll(DescribeFields.describe(schema::config, Config.DEFAULT));
    return json(document) + "\n";
  }

  private static String json(Map<String, Object> document) {
    Separators colons =
        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
    DefaultPrettyPrinter lines =
        new DefaultPrettyPrinter()
            .withSeparators(colons)
            .withObjectIndenter(new DefaultIndenter("  ", "\n"));
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).setPrettyPrinter(lines)) {
      write(document, json);
    } catch (IOException e) {
      throw new AssertionError("a text in memory cannot fail to be written", e);
    }
    return text.toString();
  }

  private static void write(Object value, JsonGenerator json) throws IOException {
    switch (value) {
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.writeFieldName(entry.getKey().toString());
          write(entry.getValue(), json);
        }
        json.writeEndObject();
      }
      case Iterable<?> list -> {
        json.writeStartArray();
        for (Object item : list) {
          write(item, json);
        }
        json.writeEndArray();
      }
      case Boolean truth -> json.writeBoolean(truth);
      case Integer number -> json.writeNumber(number);
      default -> json.writeString(value.toString());
    }
  }
}
