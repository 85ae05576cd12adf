package io.heddle.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Rule that `io.heddle.jdk.Platform` alone knows the system: code that asks by itself would use what
/// Linux alone has on the portable path as well, and nothing would show that it works without.
@Tag("architecture")
final class PlatformTest {
  private static final Path SOURCES = Path.of("..", "proxy", "src", "main", "java", "io", "heddle");
  private static final Pattern QUESTION = Pattern.compile("\"os\\.name\"|\"/proc\\b|\"/sys/");

  /// `heddle page` starts a browser, by a program that each system has under another name.
  private static final Set<Path> ALLOWED =
      Set.of(SOURCES.resolve("jdk/Platform.java"), SOURCES.resolve("cli/PageCommand.java"));

  @Test
  void onlyPlatformKnowsTheSystem() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> asking =
          files
              .filter(file -> file.toString().endsWith(".java") && asks(file))
              .filter(file -> !ALLOWED.contains(file))
              .toList();
      assertEquals(List.of(), asking);
    }
  }

  private static boolean asks(Path file) {
    try {
      return QUESTION.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
