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
///     {"time":"2026-01-01T12:00:00.000Z","level":"WARN","message":"…"}
///     {"time":"2026-01-01T12:00:00.000Z","level":"INFO","tag":"access","id":17,…}
///
/// The message of an access line is its members ([AccessLineJson]). tinylog's own JSON writer was rejected:
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
    JsonLine line = new JsonLine();
    line.text("time", entry.getTimestamp().toInstant().toString());
    line.text("level", entry.getLevel().name());
    String message = String.valueOf(entry.getMessage());
    if (entry.getTag() == null) {
      line.text("message", message);
    } else {
      line.text("tag", entry.getTag()).all(message);
    }
    if (entry.getException() != null) {
      StringWriter trace = new StringWriter();
      entry.getException().printStackTrace(new PrintWriter(trace));
      line.text("exception", trace.toString());
    }
    return line.toString();
  }

  /// Does nothing: the queue is written without being asked.
  @Override
  public void flush() {}

  /// Does nothing: other writers share the queue.
  @Override
  public void close() {}
}
