package io.heddle.config;

import java.nio.file.Path;
import java.util.Optional;

/// What is logged, where and how.
///
/// @param level the least important messages that are logged
/// @param access whether each connection leaves a line, whatever the level
/// @param file appended to; standard error if there is none
public record LogConfig(Level level, Access access, Optional<Path> file, Format format) {

  public static final LogConfig DEFAULT =
      new LogConfig(Level.INFO, Access.ON, Optional.empty(), Format.TEXT);

  /// How important a message is, from the most important down.
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  /// Whether each connection leaves a line when it ends.
  public enum Access {
    ON,
    OFF
  }

  /// How a message is written, one per line.
  public enum Format {
    /// For people.
    TEXT,
    /// One JSON object a line.
    JSON
  }
}
