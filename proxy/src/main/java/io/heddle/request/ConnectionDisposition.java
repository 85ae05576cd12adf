package io.heddle.request;

/// Use of a client's connection after a request.
public enum ConnectionDisposition {
  /// The connection waits for the next request.
  NEXT_REQUEST,
  /// The connection is closed at once.
  CLOSE,
  /// The connection is closed after a short time in which input is discarded: the client may still
  /// be sending, and a reset could destroy our response.
  LINGERING_CLOSE
}
