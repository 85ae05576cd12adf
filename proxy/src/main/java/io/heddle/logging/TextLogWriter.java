package io.heddle.logging;

import java.util.Map;
import org.tinylog.core.LogEntry;
import org.tinylog.writers.AbstractFormatPatternWriter;

/// Log writer that writes each entry as text.
///
/// tinylog's own writers were rejected: they make the logging thread wait, and the one for files
/// keeps its own position in the file, so that two of them overwrite each other's lines.
public final class TextLogWriter extends AbstractFormatPatternWriter {
  private final LogQueue queue = Logging.queue();

  /// Created by tinylog.
  ///
  /// @param properties with tinylog's `format` of a line
  public TextLogWriter(Map<String, String> properties) {
    super(properties);
  }

  @Override
  public void write(LogEntry entry) {
    String text = render(entry);
    // Access lines are made of fields that are masked one by one.
    queue.add(entry.getTag() == null ? masked(text) : text);
  }

  /// Replaces the control characters that a terminal obeys, since a message may contain text from
  /// anyone. Line breaks stay, since a stack trace has many.
  static String masked(String text) {
    if (text.codePoints().noneMatch(TextLogWriter::drivesTerminals)) {
      return text;
    }
    StringBuilder masked = new StringBuilder(text.length());
    text.codePoints().map(c -> drivesTerminals(c) ? '?' : c).forEach(masked::appendCodePoint);
    return masked.toString();
  }

  private static boolean drivesTerminals(int c) {
    int type = Character.getType(c);
    boolean unseen = type == Character.CONTROL || type == Character.FORMAT;
    return unseen && c != '\n' && c != '\r' && c != '\t';
  }

  /// Does nothing: the queue is written without being asked.
  @Override
  public void flush() {}

  /// Does nothing: other writers share the queue.
  @Override
  public void close() {}
}
