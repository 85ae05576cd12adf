package io.heddle.config;

import java.nio.file.Path;

/// Configuration of one list of hosts, such as a block list.
///
/// @param name name in the rules
/// @param file file with the entries, one a line
public record ListConfig(String name, Path file) {

  /// Defaults of the keys of the list with a name.
  public static ListConfig named(String name) {
    return new ListConfig(name, Path.of(""));
  }

  // Written out: the generated ones make the JVM spin classes during the start, which takes time.
  @Override
  public boolean equals(Object object) {
    return object instanceof ListConfig other && name.equals(other.name) && file.equals(other.file);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + file.hashCode();
  }
}
