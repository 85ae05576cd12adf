package io.heddle.server;

/// What follows a request on its connection.
enum Next {
  /// Another one, or nothing for a long time.
  REST,
  CLOSE,
  /// The end, which the client may not expect.
  LINGER
}
