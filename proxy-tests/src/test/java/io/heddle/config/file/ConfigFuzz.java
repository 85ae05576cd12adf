package io.heddle.config.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Configuration with any content.
public final class ConfigFuzz {
  private static final Path FILE = temporaryFile();

  private ConfigFuzz() {}

  private static Path temporaryFile() {
    try {
      Path file = Files.createTempFile("heddle", ".yaml");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads and validates it. What is valid is printed, and the print is valid too.
  public static void reads(byte[] bytes) {
    try {
      Files.write(FILE, bytes);
      ConfigFile.load(FILE, _ -> Optional.of("secret"));
    } catch (ConfigException e) {
      // Each mistake has a place and a sentence.
      assert e.getMessage().startsWith(FILE + ":") : e.getMessage();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
