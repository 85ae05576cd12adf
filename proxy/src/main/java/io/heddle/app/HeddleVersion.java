package io.heddle.app;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/// The version of this program, which its module descriptor has.
public final class HeddleVersion {
  private HeddleVersion() {}

  /// As `--version` tells it.
  public static String current() {
    return Optional.ofNullable(HeddleVersion.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .orElse("unversioned");
  }
}
