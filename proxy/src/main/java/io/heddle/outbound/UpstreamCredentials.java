package io.heddle.outbound;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// User name and password for an upstream proxy.
public record UpstreamCredentials(String user, String password) {

  /// The value of `Proxy-Authorization` (RFC 7617 §2), in UTF-8.
  String basic() {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /// The credentials without the password.
  @Override
  public String toString() {
    return "Credentials[user=" + user + "]";
  }
}
