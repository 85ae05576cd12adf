package io.heddle.config.file;

import io.heddle.config.Config;
import java.nio.file.Path;
import java.util.Optional;

/// Printer of a configuration as a file with every key, and with masked secrets.
public final class ConfigPrinter {
  private ConfigPrinter() {}

  /// Prints YAML that ends with a line feed.
  public static String print(Config config) {
    Path folder = Path.of("");
    ConfigKeys schema = ConfigKeys.withoutFiles(folder, new SecretFormat(_ -> Optional.empty()));
    return String.join("\n", FieldPrinter.print(schema::config, config)) + "\n";
  }
}
