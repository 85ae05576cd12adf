package io.heddle.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/// File operations of tests. I/O errors become unchecked exceptions.
public final class TestFiles {
  private TestFiles() {}

  /// Writes a file.
  public static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes a shell script that can be run.
  public static Path script(Path file, String text) {
    write(file, "#!/bin/sh\n" + text);
    permit(file, "rwx------");
    return file;
  }

  /// Makes a folder of links to programs, which are all that a `PATH` of it has.
  public static Path programs(Path folder, List<String> names) {
    folder(folder);
    for (String name : names) {
      try {
        Files.createSymbolicLink(folder.resolve(name), Path.of(Program.path(name)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return folder;
  }

  /// Reads a text.
  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Copies a file.
  public static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes a folder, and those above it.
  public static Path folder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lists a folder.
  public static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sets permissions, written like `rwx------`.
  public static void permit(Path file, String permissions) {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
