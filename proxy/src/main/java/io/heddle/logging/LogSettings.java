package io.heddle.logging;

import java.nio.file.Path;
import java.util.Optional;
import org.tinylog.Level;

/// Settings of the log.
///
/// @param level the least severe messages that are written
/// @param file appended to; standard error if there is none
public record LogSettings(
    Level level, AccessLines accessLines, Optional<Path> file, LineFormat format) {
  /// Warnings and errors alone, as text on standard error: for commands that are not the proxy.
  public static final LogSettings WARNINGS =
      new LogSettings(Level.WARN, AccessLines.OMITTED, Optional.empty(), LineFormat.TEXT);

  /// The lines of ended connections, which do not depend on the level.
  public enum AccessLines {
    WRITTEN,
    OMITTED
  }

  /// The format of a line.
  public enum LineFormat {
    /// For people.
    TEXT,
    /// For programs: one JSON object.
    JSON
  }
}
