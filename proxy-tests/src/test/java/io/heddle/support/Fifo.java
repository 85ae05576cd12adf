package io.heddle.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// FIFO to which nobody writes: a file that does not answer, as on a network folder whose server is
/// gone.
public record Fifo(Path path) {

  /// Creates a FIFO in the place of a file.
  public static Fifo replacing(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Program.installed("mkfifo").with(file).run().succeeds();
    return new Fifo(file);
  }

  /// Waits until somebody reads it, who then waits until the result is closed.
  public OutputStream awaitReader() {
    try {
      return Files.newOutputStream(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
