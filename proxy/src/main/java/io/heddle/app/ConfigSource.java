package io.heddle.app;

import io.heddle.config.Config;

/// Source of the configuration that `heddle run` starts with, and reads again on a reload.
@FunctionalInterface
public interface ConfigSource {
  /// Reads the configuration as it is now.
  ///
  /// @throws AppException if it cannot be read or has mistakes
  Config load() throws AppException;
}
