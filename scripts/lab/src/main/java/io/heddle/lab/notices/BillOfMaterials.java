package io.heddle.lab.notices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Bill of materials in the form of CycloneDX, as the Maven plugin writes it.
///
///     {"components": [{"name": "snakeyaml", "version": "2.5",
///                      "licenses": [{"license": {"id": "Apache-2.0"}}]}]}
record BillOfMaterials(ObjectNode root) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String JDK_LICENCE = "GPL-2.0-only WITH Classpath-exception-2.0";

  /// @throws IOException if it has no components, so that an image never names none
  static BillOfMaterials read(Path file) throws IOException {
    if (!(JSON.readTree(file.toFile()) instanceof ObjectNode root)
        || !(root.get("components") instanceof ArrayNode components)
        || components.isEmpty()) {
      throw new IOException(file + " is no bill of materials with components");
    }
    return new BillOfMaterials(root);
  }

  /// The identifiers (SPDX) of the licences of a component.
  ///
  /// @param jar the name of its file, without folder
  /// @throws IOException if no component has this name and version
  List<String> licences(String jar) throws IOException {
    for (JsonNode component : root.get("components")) {
      String name = component.path("name").asText() + "-" + component.path("version").asText();
      if (jar.equals(name + ".jar")) {
        List<String> ids = new ArrayList<>();
        for (JsonNode entry : component.path("licenses")) {
          ids.add(entry.path("license").path("id").asText());
        }
        return ids;
      }
    }
    throw new IOException("the bill of materials does not know " + jar);
  }

  /// The same with the Java runtime as another component.
  BillOfMaterials withRuntime(RuntimeRelease runtime) {
    ObjectNode copy = root.deepCopy();
    ObjectNode component = ((ArrayNode) copy.get("components")).insertObject(0);
    component.put("type", "platform");
    component.put("bom-ref", "openjdk@" + runtime.version());
    component.put("publisher", runtime.vendor());
    component.put("name", "openjdk");
    component.put("version", runtime.version());
    component.put("description", "Java runtime, as far as Heddle needs it");
    component.putArray("licenses").addObject().put("expression", JDK_LICENCE);
    if (!runtime.source().isEmpty()) {
      component
          .putArray("externalReferences")
          .addObject()
          .put("type", "vcs")
          .put("url", runtime.source());
    }
    return new BillOfMaterials(copy);
  }

  void write(Path file) throws IOException {
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
  }
}
