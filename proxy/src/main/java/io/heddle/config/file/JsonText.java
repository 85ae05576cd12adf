package io.heddle.config.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/// Writer of indented JSON.
public final class JsonText {
  private JsonText() {}

  /// Writes maps as objects, lists as arrays, numbers and booleans as such, and every other value as
  /// its text.
  public static String of(Map<String, Object> document) {
    assert BlockingCheck.isAllowed();
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
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      default -> json.writeString(value.toString());
    }
  }
}
