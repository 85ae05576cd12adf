package io.heddle.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tags by which `scripts/test` and developers choose tests.
@Tag("architecture")
final class TestTagsTest {
  private static final Path SOURCES = Path.of("src", "test", "java", "io", "heddle");
  private static final Pattern TAG = Pattern.compile("(?m)^@Tag\\(\"([a-z-]+)\"\\)$");
  private static final Set<String> TAGS =
      Set.of("architecture", "codec", "component", "conversation", "real-client");

  @Test
  void everyTestClassHasOneKnownTag() throws IOException {
    List<Path> files = testFiles();
    assertTrue(files.size() > 200, () -> "found " + files.size() + " test classes");
    assertEquals(List.of(), files.stream().filter(file -> !hasOneKnownTag(file)).toList());
  }

  /// Without the image, `scripts/test --fast` would fail.
  @Test
  void testsThatStartTheImageAreRealClientTests() throws IOException {
    assertEquals(
        List.of(),
        testFiles().stream()
            .filter(file -> text(file).contains("import io.heddle.support.Heddle" + "Image;"))
            .filter(file -> !tags(file).equals(List.of("real-client")))
            .toList());
  }

  private static List<Path> testFiles() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(
              file -> file.getFileName().toString().matches(".*(?<!Under)(Test|Properties)\\.java"))
          .filter(file -> !text(file).contains("\nabstract class "))
          .toList();
    }
  }

  private static boolean hasOneKnownTag(Path file) {
    List<String> tags = tags(file);
    return tags.size() == 1 && TAGS.containsAll(tags);
  }

  private static List<String> tags(Path file) {
    return TAG.matcher(text(file)).results().map(TestTagsTest::name).toList();
  }

  private static String name(MatchResult tag) {
    return tag.group(1);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
