package io.heddle.address;

/// Address of one end of a stream: a host and port, the path of a UNIX socket, or the user of a
/// process behind a UNIX socket.
///
/// Written as: `192.0.2.1:80`, `[2001:db8::1]:80`, `example.com:80`, `unix:/run/heddle.sock`, and
/// `unix:alice` for a user.
public sealed interface Address permits Endpoint, UnixPath, UnixUser {

  /// Parses an address that a server can listen on: all forms above but a user.
  ///
  /// @throws IllegalArgumentException if the text is not such an address; the message says why
  static Address parse(String text) {
    if (text.startsWith(UnixPath.PREFIX)) {
      return new UnixPath(text.substring(UnixPath.PREFIX.length()));
    }
    try {
      return Endpoint.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          AddressHint.of(text).map(hint -> QuotedText.of(text) + " " + hint).orElse(e.getMessage()),
          e);
    }
  }

  /// Whether only this machine can connect to this address. A name other than `localhost` counts as
  /// reachable by others, because its addresses may change.
  boolean isLoopback();
}
