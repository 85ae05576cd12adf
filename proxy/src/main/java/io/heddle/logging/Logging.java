package io.heddle.logging;

import io.heddle.config.LogConfig;
import io.heddle.config.LogConfig.Access;
import io.heddle.config.LogConfig.Format;
import io.heddle.config.LogConfig.Level;
import java.io.IOException;
import java.time.Duration;
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
public final class Logging {
  private static final String TEXT = "{date: yyyy-MM-dd HH:mm:ss.SSS} {level|min-size=5} {message}";

  /// Nobody waits longer for the end of a program.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static volatile Optional<LogLines> lines = Optional.empty();

  private Logging() {}

  /// Applies to everything logged later in this process.
  ///
  /// @throws IOException if the log file cannot be written
  public static void configure(LogConfig log) throws IOException {
    LogLines opened = LogLines.to(log.file());
    lines(opened);
    Configuration.replace(properties(log));
    Thread.ofPlatform().name("log").daemon().start(() -> write(opened));
  }

  private static void write(LogLines lines) {
    try {
      // It takes its time to set up what the first line needs: this thread's, and no connection's.
      Logger.debug("the log is open");
      lines.run(
          lost -> Logger.warn("{} lines of the log are lost: nobody has read them in time", lost),
          e -> System.err.println("heddle: cannot write the log: " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Where the writers write to, which tinylog makes.
  static LogLines lines() {
    return lines.orElseThrow();
  }

  static void lines(LogLines newLines) {
    lines = Optional.of(newLines);
  }

  /// To be called before the program ends: what has been logged is written, unless that takes too
  /// long.
  public static void finish() {
    if (lines.isEmpty()) {
      return;
    }
    try {
      boolean _ = lines.get().awaitWritten(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The same in tinylog's words.
  static Map<String, String> properties(LogConfig log) {
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

  private static Map<String, String> writer(
      String writer, LogConfig log, String tag, String level) {
    Map<String, String> properties = new LinkedHashMap<>();
    Class<?> kind = log.format() == Format.TEXT ? TextLines.class : JsonLines.class;
    properties.put(writer, kind.getName());
    properties.put(writer + ".tag", tag);
    properties.put(writer + ".level", level);
    properties.put(writer + ".format", TEXT);
    return properties;
  }

  private static String name(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
