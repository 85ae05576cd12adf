package io.heddle.jdk;

import java.util.List;
import java.util.Map;

/// Environment of the user. The launcher changes some variables for the JVM of this process, and keeps
/// the user's values in other variables: `LANGUAGE` and `LC_ALL`, so that errors of the system are in
/// English, and `JAVA_TOOL_OPTIONS` of `heddle exec`, about which a JVM prints a line.
public final class UserEnvironment {
  private static final String PREFIX = "HEDDLE_";
  private static final List<String> NAMES = List.of("LANGUAGE", "LC_ALL", "JAVA_TOOL_OPTIONS");

  private UserEnvironment() {}

  /// Puts the user's values back, in the environment of a process that this one starts.
  public static void restore(Map<String, String> environment) {
    for (String name : NAMES) {
      String value = environment.remove(PREFIX + name);
      if (value != null && value.isEmpty()) {
        environment.remove(name);
      } else if (value != null) {
        environment.put(name, value);
      }
    }
  }
}
