package io.heddle.support;

/// A user name and its password.
public record Credentials(String name, String password) {

  /// As in a URL, or as curl wants it.
  @Override
  public String toString() {
    return name + ":" + password;
  }
}
