package io.heddle.request;

/// What follows a request on its client's connection.
public enum ConnectionDisposition {
  /// Another one, or nothing for a long time.
  NEXT_REQUEST,
  /// The tunnel that it asked for, to the end.
  TUNNEL,
  CLOSE,
  /// The end, which the client may not expect: it may still be sending.
  LINGERING_CLOSE
}
