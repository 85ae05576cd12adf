package io.heddle.config;

import java.nio.file.Path;
import java.util.Optional;

/// Configuration of the log.
///
/// @param level level of the least important messages that are logged
/// @param access whether the end of each connection is logged, independently of the level
/// @param file file to which lines are appended; without it, they go to standard error
/// @param format format of a line
public record LogConfig(Level level, Access access, Optional<Path> file, Format format) {

  public static final LogConfig DEFAULT =
      new LogConfig(Level.INFO, Access.ON, Optional.empty(), Format.TEXT);

  /// Importance of a message, from the most important down.
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  /// Logging of one line at the end of each connection.
  public enum Access {
    ON,
    OFF
  }

  /// Format of a line of the log.
  public enum Format {
    /// Plain text.
    TEXT,
    /// One JSON object per line.
    JSON
  }
}
