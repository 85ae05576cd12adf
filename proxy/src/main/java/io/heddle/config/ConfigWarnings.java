package io.heddle.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Warnings of what a configuration says that can never work.
///
/// An outbound that nothing names is no warning: `heddle exec --outbound` and temporary rules name
/// outbounds, too.
public final class ConfigWarnings {
  private ConfigWarnings() {}

  private static List<ConfigWarning> unusedLists(Config config) {
    Set<String> used = new HashSet<>();
    config.rules().forEach(rule -> used.addAll(rule.lists()));
    return config.lists().stream()
        .filter(list -> !used.contains(list.name()))
        .map(list -> new ConfigWarning("lists." + list.name(), "is named by no rule"))
        .toList();
  }

  /// The warnings of a configuration by itself, without a look at files.
  public static List<ConfigWarning> of(Config config) {
    List<ConfigWarning> all = new ArrayList<>(RuleWarnings.of(config.rules()));
    all.addAll(ListenWarnings.of(config));
    all.addAll(unusedLists(config));
    all.addAll(PolicyWarnings.of(config));
    return all;
  }
}
