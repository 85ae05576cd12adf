package io.heddle.config.file;

import io.heddle.config.Config;
import java.nio.file.Path;
import java.util.Optional;

/// Prints a configuration as a file that would give it, with every key, but masked secrets.
public final class EffectiveConfig {
  private EffectiveConfig() {}

  /// YAML that ends with a line feed.
  public static String print(Config config) {
    Path folder = Path.of("");
    ConfigKeys schema =
        new ConfigKeys(
            ValueFormats.path(folder),
            ValueFormats.address(folder),
            new SecretFormat(_ -> Optional.empty()));
    return String.join("\n", FieldPrinter.print(schema::config, config)) + "\n";
  }
}
