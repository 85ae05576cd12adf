package io.heddle.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.RequiresLinux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
@RequiresLinux
class PipePoolTest {
  private static final int MOST = 48;

  private final PipePool pool = new PipePool();

  private List<Pipe> takeMost() {
    return IntStream.range(0, MOST).mapToObj(i -> pool.take().orElseThrow()).toList();
  }

  @Test
  void keepsAFewFreePipesAfterARush() throws IOException {
    int before = pipeEnds();
    List<Pipe> all = takeMost();
    assertTrue(pipeEnds() >= before + 2 * MOST);
    all.forEach(pool::give);
    assertTrue(pipeEnds() <= before + 2 * 8, () -> "more than eight are left");
  }

  @Test
  void neverOpensMoreThanItsLimit() {
    for (int rush = 0; rush < 3; rush++) {
      List<Pipe> all = takeMost();
      assertEquals(Optional.empty(), pool.take());
      all.forEach(pool::give);
    }
  }

  private static int pipeEnds() throws IOException {
    int count = 0;
    try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
      for (Path link : (Iterable<Path>) links::iterator) {
        count += isPipe(link) ? 1 : 0;
      }
    }
    return count;
  }

  private static boolean isPipe(Path link) throws IOException {
    try {
      return Files.readSymbolicLink(link).toString().startsWith("pipe:");
    } catch (NoSuchFileException e) {
      return false; // Closed since it was listed.
    }
  }
}
