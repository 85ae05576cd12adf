package io.heddle.address;

/// User of the process at the other end of a UNIX-domain socket, which has no address of its own.
/// Written as: `unix:alice`.
///
/// @param name user name, or the numeric user id if the user has no name; empty if the operating
///     system does not report it
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
