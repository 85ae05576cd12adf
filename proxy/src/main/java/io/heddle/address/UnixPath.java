package io.heddle.address;

/// A UNIX-domain socket by its path; empty for the unnamed end that a connecting client has.
public record UnixPath(String path) implements Address {
  static final String PREFIX = "unix:";

  /// The end of a client that did not bind.
  public static final UnixPath UNNAMED = new UnixPath("");

  public UnixPath {
    if (path.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a socket path must not contain NUL");
    }
  }

  @Override
  public String toString() {
    return PREFIX + path;
  }
}
