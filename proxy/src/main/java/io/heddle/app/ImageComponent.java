package io.heddle.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Component of the image, such as a library, as the bill of materials (CycloneDX) names it:
///
///     {"components": [{"name": "snakeyaml", "version": "2.5",
///                      "licenses": [{"license": {"id": "Apache-2.0"}}]}]}
///
/// @param licence identifiers or expressions of SPDX, with commas between them
public record ImageComponent(String name, String version, String licence) {
  private static final String UNKNOWN = "unknown";

  /// Reads the components of a bill of materials.
  public static List<ImageComponent> read(Path bill) throws IOException {
    assert BlockingCheck.isAllowed();
    List<ImageComponent> components = new ArrayList<>();
    try (JsonParser in = new JsonFactory().createParser(bill.toFile())) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = in.currentName().equals("components");
        in.nextToken();
        if (wanted) {
          while (in.nextToken() == JsonToken.START_OBJECT) {
            components.add(component(in));
          }
        } else {
          in.skipChildren();
        }
      }
    }
    return components;
  }

  /// Reads from the beginning of an object to its end.
  private static ImageComponent component(JsonParser in) throws IOException {
    String name = "";
    String version = "";
    String licence = UNKNOWN;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "name" -> name = in.getText();
        case "version" -> version = in.getText();
        case "licenses" -> licence = licences(in);
        default -> in.skipChildren();
      }
    }
    return new ImageComponent(name, version, licence);
  }

  /// Reads from the beginning of an array to its end.
  private static String licences(JsonParser in) throws IOException {
    List<String> licences = new ArrayList<>();
    for (int depth = 1; depth > 0; ) {
      JsonToken token = in.nextToken();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_STRING && isLicence(in.currentName())) {
        licences.add(in.getText());
      }
    }
    return licences.isEmpty() ? UNKNOWN : String.join(", ", licences);
  }

  private static boolean isLicence(String field) {
    return field.equals("id") || field.equals("name") || field.equals("expression");
  }
}
