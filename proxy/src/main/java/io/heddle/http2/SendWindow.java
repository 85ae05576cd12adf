package io.heddle.http2;

import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Http2Exception;

/// What the peer lets us send (RFC 9113 §6.9), on a stream or in all.
final class SendWindow {
  /// Of a connection, and of streams until the peer says otherwise (§6.9.2).
  static final int INITIAL = 65_535;

  private long available;

  SendWindow(int initial) {
    available = initial;
  }

  /// Bytes, never negative.
  int available() {
    return (int) Math.max(0, available);
  }

  void open(int initial) {
    available = initial;
  }

  void take(int count) {
    available -= count;
  }

  /// Changes by `delta`, below zero even: the initial size may shrink while it is used (§6.9.2).
  ///
  /// @throws Http2Exception if it becomes too large (§6.9.1)
  void grow(long delta) throws Http2Exception {
    available += delta;
    if (available > Integer.MAX_VALUE) {
      throw new Http2Exception(ErrorCode.FLOW_CONTROL_ERROR, "a window above 2^31-1");
    }
  }
}
