package io.heddle.inbound;

import io.heddle.http1.HttpFields;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/// Users of an inbound with their passwords. An inbound without users requires no authentication.
public final class Authenticator {
  private final Map<String, String> passwords;
  private final Optional<String> verifiedUser;

  private Authenticator(Map<String, String> passwords, Optional<String> verifiedUser) {
    this.passwords = Map.copyOf(passwords);
    this.verifiedUser = verifiedUser;
  }

  /// @param passwords by user name
  public Authenticator(Map<String, String> passwords) {
    this(passwords, Optional.empty());
  }

  /// Authenticator for a client that was verified as this user before its first request, such as by a
  /// TLS certificate.
  public static Authenticator verified(String user) {
    return new Authenticator(Map.of(), Optional.of(user));
  }

  /// Whether clients must authenticate.
  public boolean isRequired() {
    return !passwords.isEmpty();
  }

  /// User name of a client that was verified before its first request, if it was.
  public Optional<String> verifiedUser() {
    return verifiedUser;
  }

  /// Authenticates the sender of an HTTP request by `Proxy-Authorization` (RFC 9110 §11.7.2).
  ///
  /// @return user name; empty if the inbound has no users and the client is not verified otherwise
  /// @throws RefusedException if the inbound has users and the request lacks valid credentials
  Optional<String> authenticate(HttpFields fields) throws RefusedException {
    if (!isRequired()) {
      return verifiedUser;
    }
    Optional<BasicCredentials> credentials =
        fields.firstValue("Proxy-Authorization").flatMap(BasicCredentials::parse);
    return Optional.of(
        credentials
            .filter(given -> accepts(given.user(), given.password()))
            .orElseThrow(() ->
                new RefusedException(Reason.CREDENTIALS_REQUIRED, refusalDetails(credentials)))
            .user());
  }

  private static String refusalDetails(Optional<BasicCredentials> credentials) {
    return credentials.isPresent()
        ? "wrong user name or password"
        : "this proxy asks for a user name and password";
  }

  /// Whether the password is the user's. The time does not depend on whether the user exists or the
  /// password is right.
  public boolean accepts(String user, String password) {
    boolean known = passwords.containsKey(user);
    boolean equal =
        MessageDigest.isEqual(
            password.getBytes(StandardCharsets.UTF_8),
            passwords.getOrDefault(user, password + "*").getBytes(StandardCharsets.UTF_8));
    return known && equal;
  }
}
