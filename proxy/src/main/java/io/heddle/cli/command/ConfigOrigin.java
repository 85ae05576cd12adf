package io.heddle.cli.command;

import java.util.Locale;
import java.util.Optional;

/// Origin of the configuration by which a command answers. The running proxy comes first, then the
/// installed configuration, then the defaults, unless an option names a file.
///
/// @param file the configuration file, or the options that replace it; empty if there is neither
/// @param pid of the running proxy
public record ConfigOrigin(OriginKind kind, Optional<String> file, Optional<String> pid) {
  static final String NO_FILE = "no configuration file";

  /// Kind of an origin, in one word.
  public enum OriginKind {
    /// The option `--config`, or `--listen`.
    GIVEN,
    RUNNING,
    INSTALLED,
    DEFAULT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The file that `--config` names.
  static ConfigOrigin given(String file) {
    return new ConfigOrigin(OriginKind.GIVEN, Optional.of(file), Optional.empty());
  }

  /// The file that `scripts/install` has put in place.
  static ConfigOrigin installed(String file) {
    return new ConfigOrigin(OriginKind.INSTALLED, Optional.of(file), Optional.empty());
  }

  /// No file.
  static ConfigOrigin defaults() {
    return new ConfigOrigin(OriginKind.DEFAULT, Optional.empty(), Optional.empty());
  }

  /// The origin as the object of "by".
  @Override
  public String toString() {
    return switch (kind) {
      case GIVEN -> file.orElse(NO_FILE);
      case RUNNING ->
          "the running proxy (pid " + pid.orElseThrow() + ", " + file.orElse(NO_FILE) + ")";
      case INSTALLED -> "the installed configuration " + file.orElseThrow() + ", as no proxy runs";
      case DEFAULT -> "the defaults, as no proxy runs and no configuration is installed";
    };
  }
}
