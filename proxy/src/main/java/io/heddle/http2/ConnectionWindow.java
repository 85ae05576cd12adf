package io.heddle.http2;

/// Flow-control window for what the peer sends on all streams of a connection.
///
/// Received bytes are granted again at once, whether they have been read or not: the windows of the
/// streams already bound the memory. So a stream that is not read does not block the others.
final class ConnectionWindow {
  /// Bytes: more than a fast path with a long delay has in flight.
  static final int SIZE = 16 * 1024 * 1024;

  /// Increment that makes the initial window (RFC 9113 §6.9.2) this large.
  static final int FIRST_INCREMENT = SIZE - SendWindow.INITIAL;

  private int used;

  /// Takes off bytes that have been received.
  ///
  /// @return whether the window allowed them
  boolean receive(int count) {
    used += count;
    return used <= SIZE;
  }

  /// Grants the received bytes again, once they are half of the window.
  ///
  /// @return increment for a WINDOW_UPDATE; 0 if none is due
  int replenish() {
    if (used < SIZE / 2) {
      return 0;
    }
    int increment = used;
    used = 0;
    return increment;
  }
}
