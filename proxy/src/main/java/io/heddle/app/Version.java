package io.heddle.app;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/// The version of this program, which its module descriptor has.
public final class Version {
  private Version() {}

  /// As `--version` tells it.
  public static String present() {
    return Optional.ofNullable(Version.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .orElse("unversioned");
  }
}
