package io.heddle.logging;

import io.heddle.concurrent.Supervisor;
import io.heddle.logging.LogSettings.AccessLines;
import io.heddle.logging.LogSettings.LineFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tinylog.Level;
import org.tinylog.Logger;
import org.tinylog.configuration.Configuration;

/// Set-up of tinylog, which reads its configuration once, when the first line is logged.
///
/// Two writers write to the same place: one writes messages of the configured level and above, the
/// other access lines, which have the tag `access` and the level info. A line for neither of them is
/// not even formatted.
public final class Logging {
  private static final String TEXT = "{date: yyyy-MM-dd HH:mm:ss.SSS} {level|min-size=5} {message}";

  /// The longest time that the end of the program waits for the log.
  private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(1);

  private static volatile Optional<LogQueue> queue = Optional.empty();
  private static volatile boolean accessLines;

  private Logging() {}

  /// Opens the log for all messages from now on.
  ///
  /// @throws IOException if the log file cannot be written
  public static void configure(LogSettings settings) throws IOException {
    LogQueue opened = LogQueue.to(settings.file());
    setQueue(opened);
    accessLines = settings.accessLines() == AccessLines.WRITTEN;
    Configuration.replace(properties(settings));
    Thread.ofPlatform()
        .name("log")
        .daemon()
        .start(() -> Supervisor.runInterruptibly("the writer of the log", () -> write(opened)));
  }

  private static void write(LogQueue opened) throws InterruptedException {
    // The first line makes tinylog set itself up, which takes time: here, and in no connection.
    Logger.debug("the log is open");
    opened.run(
        lost ->
            Logger.warn(
                "{} lines of the log were dropped: they could not be written in time", lost),
        e -> System.err.println("heddle: cannot write the log: " + e.getMessage()));
  }

  /// The queue of the writers that tinylog creates.
  static LogQueue queue() {
    return queue.orElseThrow();
  }

  static void setQueue(LogQueue newQueue) {
    queue = Optional.of(newQueue);
  }

  /// Whether the log has lines of requests.
  public static boolean hasAccessLines() {
    return accessLines;
  }

  /// Waits until all lines have been written, for a limited time. To be called before the program
  /// ends.
  public static void flush() {
    if (queue.isEmpty()) {
      return;
    }
    try {
      boolean _ = queue.get().awaitWritten(FLUSH_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The settings as tinylog's properties.
  static Map<String, String> properties(LogSettings settings) {
    Map<String, String> properties = new LinkedHashMap<>();
    boolean access = settings.accessLines() == AccessLines.WRITTEN;
    Level level = settings.level();
    Level lowest = access && level.compareTo(Level.INFO) > 0 ? Level.INFO : level;
    properties.put("level", name(lowest));
    // Lines of the shutdown itself must still be written, so Shutdown closes the log.
    properties.put("autoshutdown", "false");
    properties.putAll(writer("writerMessages", settings, "-", name(level)));
    if (access) {
      properties.putAll(writer("writerAccess", settings, "access", name(Level.INFO)));
    }
    return properties;
  }

  private static Map<String, String> writer(
      String name, LogSettings settings, String tag, String level) {
    Map<String, String> properties = new LinkedHashMap<>();
    Class<?> type =
        settings.format() == LineFormat.TEXT ? TextLogWriter.class : JsonLogWriter.class;
    properties.put(name, type.getName());
    properties.put(name + ".tag", tag);
    properties.put(name + ".level", level);
    properties.put(name + ".format", TEXT);
    return properties;
  }

  private static String name(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
