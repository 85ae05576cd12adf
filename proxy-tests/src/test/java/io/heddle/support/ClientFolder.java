package io.heddle.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Folder of a test client in another language: the files of `src/test/resources/clients/NAME`,
/// copied to `target/clients/NAME`, and prepared there with their pinned dependencies.
///
/// Preparation runs once, and again after a change of the files. It may download; if it cannot, the
/// tests are skipped like those of a missing program.
public record ClientFolder(Path path) {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /// Copies the folder with this name.
  public static ClientFolder named(String name) {
    Path source = Path.of("src/test/resources/clients", name);
    Path copy = TestFiles.folder(Path.of("target/clients", name)).toAbsolutePath();
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        copy(file, copy.resolve(file.getFileName()), copy.resolve("ready"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ClientFolder(copy);
  }

  private static void copy(Path from, Path to, Path ready) throws IOException {
    if (!Files.exists(to) || Files.mismatch(from, to) >= 0) {
      Files.deleteIfExists(ready);
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Prepares the client, unless it is prepared, by commands that run in the folder.
  public ClientFolder prepare(Program... steps) {
    Path ready = path.resolve("ready");
    if (!Files.exists(ready)) {
      for (Program step : List.of(steps)) {
        ProgramOutput output = step.throughTheProxyOfThisMachine().in(path).within(PATIENCE).run();
        Prerequisites.check(output.exitCode() == 0, "what a client needs\n" + output + "\n");
      }
      TestFiles.write(ready, "");
    }
    return this;
  }

  /// Path of a file in the folder.
  public Path file(String name) {
    return path.resolve(name);
  }
}
