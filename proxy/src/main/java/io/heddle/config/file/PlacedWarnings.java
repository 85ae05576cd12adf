package io.heddle.config.file;

import io.heddle.config.Config;
import io.heddle.config.ConfigOrigin.PlacedWarning;
import io.heddle.config.ConfigWarning;
import io.heddle.config.ConfigWarnings;
import io.heddle.jdk.BlockingCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Warnings of a configuration with their places in its file.
final class PlacedWarnings {
  private PlacedWarnings() {}

  /// The warnings, in the order of the file.
  ///
  /// @param file as the user named it
  static List<PlacedWarning> of(String file, YamlNode root, Config config) {
    List<ConfigWarning> all = new ArrayList<>(ConfigWarnings.of(config));
    all.addAll(UserWarnings.of(config));
    logFolder(config).ifPresent(all::add);
    return all.stream()
        .sorted(Comparator.comparing(warning -> ConfigPath.position(root, warning.key())))
        .map(warning ->
            new PlacedWarning(file + ":" + ConfigPath.position(root, warning.key()), warning))
        .toList();
  }

  /// The file itself is made when it is missing, but no folder.
  private static Optional<ConfigWarning> logFolder(Config config) {
    assert BlockingCheck.isAllowed();
    return config
        .log()
        .file()
        .map(Path::toAbsolutePath)
        .map(Path::getParent)
        .filter(folder -> !Files.isDirectory(folder))
        .map(folder ->
            new ConfigWarning("log.file", "cannot be written: there is no folder " + folder));
  }
}
