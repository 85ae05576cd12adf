package io.heddle.logging;

import java.util.Map;
import org.tinylog.core.LogEntry;
import org.tinylog.writers.AbstractFormatPatternWriter;

/// Writes each log entry as text.
///
/// tinylog's own writers wait for whoever reads, and the one of files keeps its position in the
/// file: two of them on one file write over what the other has written.
public final class TextLines extends AbstractFormatPatternWriter {
  private final LogLines lines = Logging.lines();

  /// Made by tinylog.
  ///
  /// @param properties tinylog's `format` of a line
  public TextLines(Map<String, String> properties) {
    super(properties);
  }

  @Override
  public void write(LogEntry entry) {
    lines.add(render(entry));
  }

  /// Nothing is held back for long.
  @Override
  public void flush() {}

  /// Others may still have something to say.
  @Override
  public void close() {}
}
