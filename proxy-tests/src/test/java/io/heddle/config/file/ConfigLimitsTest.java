package io.heddle.config.file;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.config.Config;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Files that are too deep, too large or too long: a mistake with its position, in bounded time and
/// memory.
@Tag("codec")
class ConfigLimitsTest {
  private static final String USERS = "inbounds:\n- listen: 127.0.0.1:1080\n  users:\n";

  /// Far more than any of these files needs. Reading of 200,000 users took five minutes.
  private static final Duration BOUND = Duration.ofMinutes(1);

  @TempDir Path folder;

  /// File, and the first mistake after the file's name.
  record LimitRow(String name, String yaml, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<LimitRow> rows() {
    return Stream.concat(depth(), length());
  }

  private static Stream<LimitRow> depth() {
    String blocks =
        IntStream.range(0, 1001).mapToObj(i -> " ".repeat(i) + "a:\n").collect(joining());
    return Stream.of(
        new LimitRow("lists", "a: " + "[".repeat(1001), "1:23: YAML: nested more than 20 deep"),
        new LimitRow(
            "mappings", "a: " + "{a: ".repeat(100_000), "1:80: YAML: nested more than 20 deep"),
        new LimitRow(
            "items", "a:\n  " + "- ".repeat(5000) + "x\n", "2:41: YAML: nested more than 20"),
        new LimitRow("indentation", blocks, "21:21: YAML: nested more than 20 deep"));
  }

  private static Stream<LimitRow> length() {
    return Stream.of(
        new LimitRow(
            "keys", many(200_000, i -> "k" + i + ": 1\n"), "150000:10: YAML: more than 300000"),
        new LimitRow(
            "names",
            "rules:\n- {to: block, domains: [" + "a,".repeat(300_000) + "]}",
            "2:600009: YAML: more than 300000 keys and values; put names and addresses into a file"
                + " of their own: see lists"),
        new LimitRow("users", USERS + users(200_000), "150000:5: YAML: more than 300000 keys and"),
        new LimitRow(
            "items", "a: [" + "b,".repeat(400_000) + "]", "1:599999: YAML: more than 300000"),
        new LimitRow(
            "key", "? " + "k".repeat(60_000) + "\n: 1\n", "1:3: YAML: the key is too long"),
        new LimitRow(
            "word",
            "default: " + "x".repeat(1_000_000) + "\n",
            "1:10: default: there is no outbound \"xxx"),
        new LimitRow(
            "blanks",
            "default: \"" + " ".repeat(1_000_000) + "\"\n",
            "1:10: default: there is no outbound \" "));
  }

  private static String users(int count) {
    return many(count, i -> "    u" + i + ": pw\n");
  }

  private static String many(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(joining());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isOneMistake(LimitRow row) throws IOException {
    String mistake = mistakes(write(row.yaml()));
    assertTrue(mistake.startsWith(row.message()), mistake);
    assertEquals(1, mistake.lines().count());
    assertTrue(mistake.length() < 700, "a line that can be read");
  }

  @Test
  void aHugeFileIsNotReadToItsEnd() throws IOException {
    Path file = folder.resolve("heddle.yaml");
    try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
      huge.writeBytes("default: direct\n#");
      huge.setLength(1L << 40);
    }
    assertEquals(
        "1:1: the file is larger than 16 MiB; put names and addresses into a file of their own: see lists",
        mistakes(file));
  }

  /// The parser's own limit was 3,145,728 code points.
  @Test
  void aFileOfManyLongNamesIsRead() throws Exception {
    String name = ".a".repeat(30) + ".example";
    Config config =
        ConfigFile.load(
            write(
                "rules:\n- to: block\n  domains:\n" + many(150_000, i -> "  - " + i + name + "\n")),
            _ -> Optional.empty());
    assertEquals(150_000, config.rules().getFirst().domains().size());
  }

  @Test
  void onlyTheFirstOfManyMistakesAreListed() throws IOException {
    String mistakes = mistakes(write(many(100_000, i -> "k" + i + ": 1\n")));
    assertEquals(101, mistakes.lines().count());
    assertEquals("and 99900 mistakes more", mistakes.lines().skip(100).collect(joining()).strip());
  }

  @Test
  void manyUsersAreReadInTime() {
    Config config =
        assertTimeoutPreemptively(
            BOUND, () -> ConfigFile.load(write(USERS + users(100_000)), _ -> Optional.empty()));
    assertEquals(100_000, config.inbounds().getFirst().users().passwords().size());
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("heddle.yaml"), yaml);
  }

  private static String mistakes(Path file) {
    ConfigException exception =
        assertTimeoutPreemptively(
            BOUND,
            () ->
                assertThrows(
                    ConfigException.class, () -> ConfigFile.load(file, _ -> Optional.empty())));
    return exception.getMessage().replace(file + ":", "");
  }
}
