package io.heddle.config;

import java.util.ArrayList;
import java.util.List;

/// Warnings of what a configuration says that can never work.
///
/// An outbound that nothing names is no warning: `heddle exec --outbound` and temporary rules name
/// outbounds, too.
public final class ConfigWarnings {
  private ConfigWarnings() {}

  /// The warnings of a configuration by itself, without a look at files.
  public static List<ConfigWarning> of(Config config) {
    List<ConfigWarning> all = new ArrayList<>(RuleWarnings.of(config.rules()));
    all.addAll(ListenWarnings.of(config));
    return all;
  }
}
