package io.heddle.address;

/// Where one end of a stream is: an IP host and port, or a path of the file system.
///
/// Text: `192.0.2.1:80`, `[2001:db8::1]:80`, `example.com:80`, `unix:/run/heddle.sock`.
public sealed interface Address permits Endpoint, UnixPath {

  /// Reads any of the forms above.
  ///
  /// @throws IllegalArgumentException saying what is wrong with the text
  static Address parse(String text) {
    return text.startsWith(UnixPath.PREFIX)
        ? new UnixPath(text.substring(UnixPath.PREFIX.length()))
        : Endpoint.parse(text);
  }
}
