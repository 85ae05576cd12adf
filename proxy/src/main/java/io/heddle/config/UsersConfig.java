package io.heddle.config;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The users of a listener by name, with their passwords, in the order given.
///
/// A name and a password have 1 to 255 bytes in UTF-8 (RFC 1929 §2); a name has no colon, which
/// would end it in HTTP's Basic credentials (RFC 7617 §2).
public record UsersConfig(SequencedMap<String, Secret> passwords) {
  /// Nobody, which means that no credentials are asked for.
  public static final UsersConfig NONE = new UsersConfig(new LinkedHashMap<>());

  private static final int MAX_BYTES = 255;

  public UsersConfig {
    passwords = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(passwords));
    passwords.forEach((name, password) -> {
      checkName(name);
      checkPassword(password);
    });
  }

  /// Refuses a name that SOCKS or HTTP could not carry.
  ///
  /// @throws IllegalArgumentException saying why
  public static void checkName(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a user name must not be empty");
    }
    if (name.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "a user name must not contain a colon, which HTTP cannot carry");
    }
    if (bytes(name) > MAX_BYTES) {
      throw new IllegalArgumentException("a user name must not be longer than 255 bytes");
    }
  }

  /// Refuses a password that SOCKS could not carry.
  ///
  /// @throws IllegalArgumentException saying why, without the password
  public static void checkPassword(Secret password) {
    if (password.text().isEmpty()) {
      throw new IllegalArgumentException("a password must not be empty");
    }
    if (bytes(password.text()) > MAX_BYTES) {
      throw new IllegalArgumentException("a password must not be longer than 255 bytes");
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// Whether nobody is named, so that no credentials are asked for.
  public boolean isEmpty() {
    return passwords.isEmpty();
  }
}
