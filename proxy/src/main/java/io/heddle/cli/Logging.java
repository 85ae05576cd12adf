package io.heddle.cli;

import io.heddle.config.Log;
import io.heddle.config.Log.Access;
import io.heddle.config.Log.Format;
import io.heddle.config.Log.Level;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tinylog.Logger;
import org.tinylog.configuration.Configuration;

/// Sets up tinylog, which looks at its configuration once, at the first line that is logged.
///
/// There are two writers to the same place: one for messages, from the configured level on, and one
/// for access lines, which have the tag `access` and the level info. What neither wants is not even
/// put together.
final class Logging {
  private static final String TEXT = "{date: yyyy-MM-dd HH:mm:ss.SSS} {level|min-size=5} {message}";

  private Logging() {}

  /// Applies to everything logged later in this process.
  ///
  /// @throws IOException if the log file cannot be written
  static void configure(Log log) throws IOException {
    if (log.file().isPresent()) {
      tryToAppend(log.file().get());
    }
    Configuration.replace(properties(log));
    // It takes its time to set up what the first line needs: not this thread's.
    Thread.ofPlatform().name("log").daemon().start(() -> Logger.debug("the log is open"));
  }

  /// A log that cannot be written must not go unnoticed, as it would in tinylog.
  private static void tryToAppend(Path file) throws IOException {
    try {
      Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    } catch (FileSystemException e) {
      throw new IOException(file + ": " + reason(e), e);
    }
  }

  private static String reason(FileSystemException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such folder";
      case AccessDeniedException _ -> "permission denied";
      default -> Optional.ofNullable(e.getReason()).orElseGet(e::toString);
    };
  }

  /// The same in tinylog's words.
  static Map<String, String> properties(Log log) {
    Map<String, String> properties = new LinkedHashMap<>();
    boolean access = log.access() == Access.ON;
    Level lowest = access && log.level().compareTo(Level.INFO) < 0 ? Level.INFO : log.level();
    properties.put("level", name(lowest));
    // Lines of the shutdown itself must still be written; Shutdown closes the log.
    properties.put("autoshutdown", "false");
    properties.putAll(writer("writerMessages", log, "-", name(log.level())));
    if (access) {
      properties.putAll(writer("writerAccess", log, "access", name(Level.INFO)));
    }
    return properties;
  }

  private static Map<String, String> writer(String writer, Log log, String tag, String level) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(writer, kind(log));
    properties.put(writer + ".tag", tag);
    properties.put(writer + ".level", level);
    log.file()
        .ifPresentOrElse(
            file -> properties.put(writer + ".file", file.toString()),
            () -> properties.put(writer + ".stream", "err"));
    if (log.format() == Format.TEXT) {
      properties.put(writer + ".format", TEXT);
    }
    return properties;
  }

  private static String kind(Log log) {
    return switch (log.format()) {
      case JSON -> JsonLines.class.getName();
      case TEXT -> log.file().isPresent() ? TextLines.class.getName() : "console";
    };
  }

  private static String name(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
