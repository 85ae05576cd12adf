package io.heddle.address;

/// A process at the other end of a UNIX-domain socket, which has no address of its own: known by
/// the user it runs as.
///
/// @param name or the number of a user without one; empty if the system does not tell
public record UnixUser(String name) implements Address {
  @Override
  public boolean isLoopback() {
    return true;
  }

  @Override
  public String toString() {
    return UnixPath.PREFIX + name;
  }
}
