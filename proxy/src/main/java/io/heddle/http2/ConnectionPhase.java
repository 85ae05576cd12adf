package io.heddle.http2;

/// Phase in the life of a connection. It never goes back to an earlier one.
enum ConnectionPhase {
  OPEN,
  /// No more places are reserved for streams of ours. Reserved ones may still be opened.
  DRAINING,
  /// No more streams are opened or accepted. Active ones go on (RFC 9113 §6.8).
  GOING_AWAY,
  /// All streams have ended. Frames that are queued may still be sent.
  CLOSED;

  /// Whether places for streams of ours may be reserved.
  boolean allowsReserving() {
    return this == OPEN;
  }

  /// Whether reserved streams may be opened, and streams of the peer accepted.
  boolean allowsOpening() {
    return this == OPEN || this == DRAINING;
  }

  /// This phase, or `other` if that is later.
  ConnectionPhase orLater(ConnectionPhase other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
