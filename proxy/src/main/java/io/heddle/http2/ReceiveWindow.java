package io.heddle.http2;

/// What we let the peer send on one stream: this bounds the stream's memory.
///
/// Begins small. Where the reader keeps up, so that only the window slows the peer down, it is
/// doubled each time it is granted again, up to what a fast line of 100 ms needs.
final class ReceiveWindow {
  static final int FIRST = 256 * 1024;
  private static final int LARGEST = 1024 * 1024;

  private int capacity = FIRST;
  private int left = FIRST;
  private int consumed;

  /// Bytes have come.
  ///
  /// @return whether they were allowed
  boolean received(int count) {
    left -= count;
    return left >= 0;
  }

  /// Bytes have been read.
  ///
  /// @param waiting bytes that have come and have not been read
  /// @return by how much the peer's view of the window is to grow, 0 if not yet
  int consumed(int count, int waiting) {
    consumed += count;
    if (consumed < capacity / 2) {
      return 0;
    }
    int grant = consumed;
    if (waiting == 0 && capacity < LARGEST) {
      grant += capacity;
      capacity *= 2;
    }
    left += grant;
    consumed = 0;
    return grant;
  }
}
