package io.heddle.address;

/// Where one end of a stream is: an IP host and port, a path of the file system, or a process of
/// this machine.
///
/// Text: `192.0.2.1:80`, `[2001:db8::1]:80`, `example.com:80`, `unix:/run/heddle.sock`; for a
/// process `unix:alice`.
public sealed interface Address permits Endpoint, UnixPath, UnixUser {

  /// Reads any of the forms above that can be listened on.
  ///
  /// @throws IllegalArgumentException saying what is wrong with the text
  static Address parse(String text) {
    return text.startsWith(UnixPath.PREFIX)
        ? new UnixPath(text.substring(UnixPath.PREFIX.length()))
        : Endpoint.parse(text);
  }

  /// Whether only this machine can connect to it. A name other than `localhost` counts as reachable
  /// by others: what it resolves to may change.
  boolean isLoopback();
}
