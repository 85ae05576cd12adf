package io.heddle.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Decision which header fields carry secrets and are masked. Masking a harmless field costs nothing,
/// since the file shows it. Leaving a secret unmasked shows it to others.
public final class SecretHeaders {
  private static final Set<String> WORDS =
      Set.of(
          "auth",
          "cookie",
          "credential",
          "jwt",
          "key",
          "pass",
          "secret",
          "session",
          "sign",
          "token");
  private static final Pattern SCHEME = Pattern.compile("(?i)(basic|bearer|digest|negotiate) .*");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*\\}");

  private static final Pattern RUN = Pattern.compile("[0-9A-Za-z+/=_-]{16,}");

  private SecretHeaders() {}

  /// Whether the name says that the value is a secret, or the value looks like one.
  public static boolean isSecret(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(lower::contains)
        || SCHEME.matcher(value).matches()
        || RUN.matcher(PLACEHOLDER.matcher(value).replaceAll(" "))
            .results()
            .anyMatch(run -> isRandom(run.group()));
  }

  /// Random values mix letters and digits.
  private static boolean isRandom(String run) {
    return run.chars().anyMatch(Character::isDigit) && run.chars().anyMatch(Character::isLetter);
  }
}
