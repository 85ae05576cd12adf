package io.heddle.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import org.tinylog.core.LogEntry;
import org.tinylog.core.LogEntryValue;
import org.tinylog.writers.Writer;

/// Log writer that writes each entry as a JSON object on a line of its own:
///
///     {"time":"2026-01-01T12:00:00.000Z","level":"INFO","tag":"access","message":"…"}
///
/// `tag` and `exception` appear only if the entry has them. tinylog's own JSON writer was rejected:
/// it writes to files only, and makes the logging thread wait for them.
public final class JsonLogWriter implements Writer {
  private final LogQueue queue = Logging.queue();

  /// Created by tinylog.
  ///
  /// @param properties not used
  public JsonLogWriter(Map<String, String> properties) {}

  @Override
  public Collection<LogEntryValue> getRequiredLogEntryValues() {
    return EnumSet.of(
        LogEntryValue.DATE,
        LogEntryValue.LEVEL,
        LogEntryValue.TAG,
        LogEntryValue.MESSAGE,
        LogEntryValue.EXCEPTION);
  }

  @Override
  public void write(LogEntry entry) {
    queue.add(toJson(entry) + "\n");
  }

  static String toJson(LogEntry entry) {
    StringBuilder json = new StringBuilder("{");
    append(json, "time", entry.getTimestamp().toInstant().toString());
    append(json, "level", entry.getLevel().name());
    if (entry.getTag() != null) {
      append(json, "tag", entry.getTag());
    }
    append(json, "message", String.valueOf(entry.getMessage()));
    if (entry.getException() != null) {
      StringWriter trace = new StringWriter();
      entry.getException().printStackTrace(new PrintWriter(trace));
      append(json, "exception", trace.toString());
    }
    return json.append('}').toString();
  }

  private static void append(StringBuilder json, String name, String value) {
    if (json.length() > 1) {
      json.append(',');
    }
    json.append('"').append(name).append("\":\"");
    value
        .chars()
        .forEach(c -> {
          switch (c) {
            case '"', '\\' -> json.append('\\').append((char) c);
            case '\n' -> json.append("\\n");
            case '\t' -> json.append("\\t");
            default -> {
              if (c < 0x20 || (c > '~' && !Character.isLetterOrDigit(c))) {
                json.append("\\u%04x".formatted(c));
              } else {
                json.append((char) c);
              }
            }
          }
        });
    json.append('"');
  }

  /// Does nothing: the queue is written without being asked.
  @Override
  public void flush() {}

  /// Does nothing: other writers share the queue.
  @Override
  public void close() {}
}
