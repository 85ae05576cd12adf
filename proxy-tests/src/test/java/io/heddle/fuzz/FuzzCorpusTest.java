package io.heddle.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Inputs of `scripts/fuzz`, played again: those that reach all code that any input has reached, and
/// those on which a target has failed once.
@Tag("codec")
class FuzzCorpusTest {
  private static final Path CORPUS = Path.of("src", "fuzz", "corpus");

  @ParameterizedTest
  @EnumSource
  void noInputOfTheCorpusFails(FuzzTarget target) throws IOException {
    List<Path> inputs = inputs(target);
    assertTrue(inputs.size() > 3, () -> "no corpus for " + target);
    for (Path input : inputs) {
      byte[] bytes = Files.readAllBytes(input);
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(10), () -> target.accept(bytes), input::toString);
    }
  }

  private static List<Path> inputs(FuzzTarget target) throws IOException {
    try (Stream<Path> files = Files.list(CORPUS.resolve(target.folder()))) {
      return files.sorted().toList();
    }
  }
}
