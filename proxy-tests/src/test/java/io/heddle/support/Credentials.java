package io.heddle.support;

/// User name and password.
public record Credentials(String name, String password) {

  /// Text as in a URL or an argument of curl.
  @Override
  public String toString() {
    return name + ":" + password;
  }
}
