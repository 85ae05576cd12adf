package io.heddle.outbound;

/// User name and password for a SOCKS 5 proxy.
public record UpstreamCredentials(String user, String password) {

  /// The credentials without the password.
  @Override
  public String toString() {
    return "Credentials[user=" + user + "]";
  }
}
