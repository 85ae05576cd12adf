package io.heddle.net;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Options of the JVM by which tests and measurements choose between implementations
/// (`-Dheddle.scheduler=jdk`). Not a part of the configuration: whatever is chosen, the proxy does
/// the same.
public final class JvmOption {
  private JvmOption() {}

  /// The choice among the constants of an enum, which are written in lower case.
  ///
  /// @return empty if the option is not given
  /// @throws IOException if it names none of them
  public static <T extends Enum<T>> Optional<T> read(String name, Class<T> choices)
      throws IOException {
    String word = System.getProperty(name);
    if (word == null) {
      return Optional.empty();
    }
    for (T choice : choices.getEnumConstants()) {
      if (word(choice).equals(word)) {
        return Optional.of(choice);
      }
    }
    String all =
        Arrays.stream(choices.getEnumConstants())
            .map(JvmOption::word)
            .collect(Collectors.joining(" or "));
    throw new IOException("-D" + name + "=" + word + ": must be " + all);
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
