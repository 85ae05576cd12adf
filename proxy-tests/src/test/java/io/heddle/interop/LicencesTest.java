package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heddle.support.HeddleImage;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Licence texts and the bill of materials in the image. The archive has the same files;
/// `scripts/try-package` looks for those of the Debian package.
@Tag("real-client")
class LicencesTest {
  private static final Path KNOWN = Path.of("..", "proxy", "src", "main", "licences");

  /// The text of each licence has these words, and one that only names the licence has not.
  private static final Map<String, String> TEXTS =
      Map.of(
          "Apache-2.0", "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION",
          "MPL-2.0", "Exhibit A - Source Code Form License Notice",
          "GPL-2.0-only WITH Classpath-exception-2.0",
              "TERMS AND CONDITIONS FOR COPYING, DISTRIBUTION AND MODIFICATION");

  private final Path image = HeddleImage.folder();
  private final Path legal = image.resolve("legal");

  @Test
  void everyModuleHasTheWholeTextOfALicence() throws IOException {
    List<String> modules =
        Stream.of(release(image).getProperty("MODULES").replace("\"", "").split(" "))
            .filter(module -> !module.equals("io.heddle"))
            .toList();
    assertTrue(modules.size() > 15, modules::toString);
    for (String module : modules) {
      String texts = texts(legal.resolve(module));
      assertTrue(TEXTS.values().stream().anyMatch(texts::contains), module);
    }
  }

  @Test
  void everyLibraryIsInTheBillWithALicenceWhoseTextIsThere() throws IOException {
    JsonNode components = components();
    long libraries;
    try (Stream<Path> folders = Files.list(legal)) {
      libraries = folders.filter(folder -> !isOfTheJdk(folder)).count();
    }
    assertEquals(libraries + 1, components.size(), components::toString);
    String texts = texts(legal);
    for (JsonNode component : components) {
      for (JsonNode licence : component.get("licenses")) {
        String id = licence.path("expression").asText(licence.at("/license/id").asText());
        assertTrue(texts.contains(TEXTS.get(id)), component::toString);
      }
      assertEquals(1, component.get("licenses").size(), component::toString);
    }
  }

  /// Rhino's jar has none of these texts, and its licence asks for them.
  @Test
  void rhinoHasItsNoticeAndItsLicence() throws IOException {
    Path rhino = legal.resolve("org.mozilla.rhino");
    assertEquals(
        Files.readString(KNOWN.resolve("org.mozilla.rhino/NOTICE.txt")),
        Files.readString(rhino.resolve("NOTICE.txt")));
    assertEquals(
        Files.readString(KNOWN.resolve("MPL-2.0.txt")),
        Files.readString(rhino.resolve("MPL-2.0.txt")));
  }

  /// The licence of the JDK asks where its source is. The tests run on the JDK that has made the image.
  @Test
  void theBillNamesTheSourceOfTheJavaRuntime() throws IOException {
    String source =
        release(Path.of(System.getProperty("java.home"))).getProperty("SOURCE_REPO", "");
    assertEquals(
        source.replace("\"", ""),
        components().get(0).at("/externalReferences/0/url").asText(),
        components()::toString);
  }

  private JsonNode components() throws IOException {
    return new ObjectMapper()
        .readTree(image.resolve("share/heddle/heddle.cdx.json").toFile())
        .get("components");
  }

  private static boolean isOfTheJdk(Path folder) {
    return folder.getFileName().toString().matches("(java|jdk)\\..*");
  }

  private static Properties release(Path java) throws IOException {
    Properties release = new Properties();
    try (Reader file = Files.newBufferedReader(java.resolve("release"))) {
      release.load(file);
    }
    return release;
  }

  /// The texts of a folder and those below it.
  private static String texts(Path folder) throws IOException {
    StringBuilder texts = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.append(Files.readString(file));
      }
    }
    return texts.toString();
  }
}
