package io.heddle.lab.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.lab.results.ProxyNames;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchOptionsTest {
  @Test
  void withoutArgumentsTheTableIsMeasuredTwice() {
    BenchOptions options = parse();
    assertEquals(2, options.rounds());
    assertTrue(options.selects(ImageSize.ON_DISK));
    assertFalse(options.selects(ProxyNames.NO_PROXY));
    assertTrue(options.selects(ProxyNames.HEDDLE));
  }

  @Test
  void rowsAreSelectedByTheBeginningOfTheirNames() {
    BenchOptions options = parse("1", "image on");
    assertEquals(1, options.rounds());
    assertTrue(options.selects(ImageSize.ON_DISK));
    assertFalse(options.selects(ImageSize.PACKED));
    assertTrue(options.selects(ProxyNames.NO_PROXY));
  }

  @Test
  void filesMayStandAnywhere() {
    BenchOptions options = parse("--svg", "a b.svg", "3", "--markdown", "c.md", "GET");
    assertEquals(Optional.of(Path.of("a b.svg")), options.svg());
    assertEquals(Optional.of(Path.of("c.md")), options.markdown());
    assertEquals(3, options.rounds());
    assertEquals("GET", options.prefix());
  }

  @Test
  void theImageIsThatOfTheSources() {
    assertEquals(Path.of("/a b/proxy/target/image"), parse().image());
    assertEquals(Optional.empty(), parse().before());
  }

  @Test
  void anOlderImageMayBeMeasuredToo() {
    assertEquals(Optional.of(Path.of("c d/image")), parse("--before", "c d/image").before());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "x", "-1", "--help", "1 GET more", "--svg", "2 --markdown", "12345"})
  void otherArgumentsAreAnErrorThatSaysTheUsage(String arguments) {
    List<String> words = Arrays.asList(arguments.split(" ", -1));
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> BenchOptions.parse(Path.of("/a b"), "1", words));
    assertTrue(error.getMessage().startsWith("usage: scripts/bench "));
  }

  private static BenchOptions parse(String... arguments) {
    return BenchOptions.parse(Path.of("/a b"), "1", List.of(arguments));
  }
}
