package io.heddle.inbound;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/// The users of an inbound. With none configured, nobody needs to be one.
public final class Authenticator {
  private final Map<String, String> passwords;

  /// @param passwords by user name
  public Authenticator(Map<String, String> passwords) {
    this.passwords = Map.copyOf(passwords);
  }

  /// Whether clients must prove a user name.
  public boolean required() {
    return !passwords.isEmpty();
  }

  /// Whether the password is that user's. Takes as long for a wrong one, or for a user that does
  /// not exist, as for the right one.
  public boolean accepts(String user, String password) {
    boolean known = passwords.containsKey(user);
    boolean equal =
        MessageDigest.isEqual(
            password.getBytes(StandardCharsets.UTF_8),
            passwords.getOrDefault(user, password + "*").getBytes(StandardCharsets.UTF_8));
    return known && equal;
  }
}
