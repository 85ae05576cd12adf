package io.heddle.cli.command;

import java.util.Locale;
import java.util.Optional;

/// Configuration by which a command answers. The running proxy comes first, then the
/// installed configuration, then the defaults, unless an option names a file.
///
/// @param file the configuration file, or the options that replace it; empty if there is neither
/// @param pid of the running proxy
public record EffectiveConfig(OriginKind kind, Optional<String> file, Optional<String> pid) {
  static final String NO_FILE = "no configuration file";

  /// Kind of its origin, in one word.
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

  /// That of the proxy that is this process.
  public static EffectiveConfig ofThisProxy(Optional<String> file) {
    return new EffectiveConfig(
        OriginKind.RUNNING, file, Optional.of(Long.toString(ProcessHandle.current().pid())));
  }

  /// The file that `--config` names.
  static EffectiveConfig given(String file) {
    return new EffectiveConfig(OriginKind.GIVEN, Optional.of(file), Optional.empty());
  }

  /// The file that `scripts/install` has put in place.
  static EffectiveConfig installed(String file) {
    return new EffectiveConfig(OriginKind.INSTALLED, Optional.of(file), Optional.empty());
  }

  /// No file.
  static EffectiveConfig defaults() {
    return new EffectiveConfig(OriginKind.DEFAULT, Optional.empty(), Optional.empty());
  }

  /// The configuration alone, in a few words.
  public String summary() {
    return switch (kind) {
      case GIVEN, RUNNING -> toString();
      case INSTALLED -> "the installed configuration " + file.orElseThrow();
      case DEFAULT -> "the defaults";
    };
  }

  /// The configuration as the object of "by".
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
