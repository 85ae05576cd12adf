package io.heddle.net;

import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reasons why a file cannot be used, in words for the user instead of those of the system.
public final class FileFailures {
  /// Words by those of the system, in lower case.
  private static final Map<String, String> REASONS =
      Map.of(
          "is a directory", "it is a folder",
          "not a directory", "a part of its path is no folder",
          "file name too long", "its name is too long",
          "too many levels of symbolic links", "its links lead in a circle");

  private FileFailures() {}

  /// The reason of a failure to open or read a file. It follows the name of the file.
  public static String reason(Path file, IOException failure) {
    assert BlockingCheck.isAllowed();
    if (failure instanceof NoSuchFileException) {
      return "no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    return Files.isDirectory(file) ? "it is a folder" : reason(systemReason(failure));
  }

  private static String systemReason(IOException failure) {
    Optional<String> reason =
        failure instanceof FileSystemException ofFile
            ? Optional.ofNullable(ofFile.getReason())
            : Optional.ofNullable(failure.getMessage());
    return reason.orElse("unknown").toLowerCase(Locale.ROOT);
  }

  private static String reason(String system) {
    return REASONS.entrySet().stream()
        .filter(known -> system.startsWith(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("the system refuses it: " + system);
  }
}
