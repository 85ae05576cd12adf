package io.heddle.http2;

/// Flow-control window for what the peer sends on one stream. It bounds the memory of the stream.
///
/// It starts small. If the reader keeps up, so that only the window slows down the peer, it is
/// doubled with each WINDOW_UPDATE, up to the size that a fast path with 100 ms of delay needs.
final class ReceiveWindow {
  /// Bytes at the start.
  static final int INITIAL = 256 * 1024;

  /// Largest size in bytes.
  static final int MAX = 1024 * 1024;

  private int capacity = INITIAL;
  private int available = INITIAL;
  private int consumed;

  /// Takes off bytes that have been received.
  ///
  /// @return whether the window allowed them
  boolean receive(int count) {
    available -= count;
    return available >= 0;
  }

  /// Counts bytes that have been read. The window is granted again once half of it has been read,
  /// so that small reads do not cause a WINDOW_UPDATE each.
  ///
  /// @param mayGrow whether the reader keeps up, and there is memory for a larger window
  /// @return increment for a WINDOW_UPDATE; 0 if none is due
  int consume(int count, boolean mayGrow) {
    consumed += count;
    if (consumed < capacity / 2) {
      return 0;
    }
    int increment = consumed;
    if (mayGrow && capacity < MAX) {
      increment += capacity;
      capacity *= 2;
    }
    available += increment;
    consumed = 0;
    return increment;
  }
}
