package io.heddle.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// The compiled classes of the proxy, without those of its tests.
final class MainCode {
  static final String ROOT = "io.heddle";

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private MainCode() {}

  /// The package `name` and all below it, as ArchUnit writes it.
  static String inPackage(String name) {
    return ROOT + "." + name + "..";
  }

  static String[] inPackages(String... names) {
    var packages = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      packages[i] = inPackage(names[i]);
    }
    return packages;
  }
}
