package io.heddle.app;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/// Version of this program, from its module descriptor.
public final class HeddleVersion {
  private HeddleVersion() {}

  /// The version that `--version` prints.
  public static String current() {
    return Optional.ofNullable(HeddleVersion.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .orElse("unversioned");
  }
}
