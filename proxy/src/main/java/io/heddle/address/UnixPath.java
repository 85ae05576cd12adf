package io.heddle.address;

/// Path of a UNIX-domain socket. Written as: `unix:/run/heddle.sock`.
public record UnixPath(String path) implements Address {
  static final String PREFIX = "unix:";

  public UnixPath {
    if (path.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a socket path must not contain NUL");
    }
  }

  @Override
  public boolean isLoopback() {
    return true;
  }

  @Override
  public String toString() {
    return PREFIX + path;
  }
}
