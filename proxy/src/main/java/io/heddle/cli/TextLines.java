package io.heddle.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.tinylog.core.LogEntry;
import org.tinylog.writers.AbstractFormatPatternWriter;

/// Appends each log entry to a file as text, in one write.
///
/// tinylog's own writer of files keeps its position in the file: two of them on one file, and both
/// write over what the other has written. What is appended goes to the end, wherever that is; this
/// also holds for a file that was emptied meanwhile.
public final class TextLines extends AbstractFormatPatternWriter {
  private final OutputStream out;

  /// Made by tinylog.
  ///
  /// @param properties `file` to append to, and tinylog's `format` of a line
  public TextLines(Map<String, String> properties) throws IOException {
    super(properties);
    out =
        Files.newOutputStream(
            Path.of(properties.get("file")), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public void write(LogEntry entry) throws IOException {
    out.write(render(entry).getBytes(StandardCharsets.UTF_8));
  }

  /// Nothing is held back.
  @Override
  public void flush() {}

  @Override
  public void close() throws IOException {
    out.close();
  }
}
