package io.heddle.inbound;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/// The users of an inbound. With none configured, nobody needs to be one.
public final class Authenticator {
  private final Map<String, String> passwords;
  private final Optional<String> verifiedUser;

  private Authenticator(Map<String, String> passwords, Optional<String> known) {
    this.passwords = Map.copyOf(passwords);
    this.verifiedUser = known;
  }

  /// @param passwords by user name
  public Authenticator(Map<String, String> passwords) {
    this(passwords, Optional.empty());
  }

  /// Of clients that have proved to be this user before their first request.
  public static Authenticator verified(String user) {
    return new Authenticator(Map.of(), Optional.of(user));
  }

  /// Whether clients must prove a user name.
  public boolean isRequired() {
    return !passwords.isEmpty();
  }

  /// Who a client is that need not prove it; none if nobody knows.
  public Optional<String> verifiedUser() {
    return verifiedUser;
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
