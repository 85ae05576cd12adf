package io.heddle.config;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Users of an inbound with their passwords, in the order given.
///
/// Names and passwords have 1 to 255 bytes in UTF-8 (RFC 1929 §2). A name has no colon, because a
/// colon ends the name in HTTP Basic credentials (RFC 7617 §2).
public record UsersConfig(SequencedMap<String, Secret> passwords) {
  /// No users: clients need no credentials.
  public static final UsersConfig NONE = new UsersConfig(new LinkedHashMap<>());

  private static final int MAX_BYTES = 255;

  public UsersConfig {
    passwords = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(passwords));
    passwords.forEach((name, password) -> {
      checkName(name);
      checkPassword(password);
    });
  }

  /// Checks that a name can be sent in SOCKS and HTTP.
  ///
  /// @throws IllegalArgumentException if it cannot; the message says why
  public static void checkName(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a user name must not be empty");
    }
    if (!isUnicode(name)) {
      throw new IllegalArgumentException("a user name must not have half a surrogate pair");
    }
    if (name.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "a user name must not contain a colon, which HTTP cannot carry");
    }
    if (bytes(name) > MAX_BYTES) {
      throw new IllegalArgumentException("a user name must not be longer than 255 bytes");
    }
  }

  /// Checks that a password can be sent in SOCKS.
  ///
  /// @throws IllegalArgumentException if it cannot; the message says why, without the password
  public static void checkPassword(Secret password) {
    if (password.text().isEmpty()) {
      throw new IllegalArgumentException("a password must not be empty");
    }
    if (!isUnicode(password.text())) {
      throw new IllegalArgumentException("a password must not have half a surrogate pair");
    }
    if (bytes(password.text()) > MAX_BYTES) {
      throw new IllegalArgumentException("a password must not be longer than 255 bytes");
    }
  }

  private static boolean isUnicode(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// Whether there are no users, so that clients need no credentials.
  public boolean isEmpty() {
    return passwords.isEmpty();
  }
}
