package io.heddle.http2;

import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Http2Exception;

/// Flow-control window for what we send, of a stream or of the connection (RFC 9113 §6.9).
final class SendWindow {
  /// Initial bytes of the connection, and of each stream unless the peer's settings say otherwise
  /// (§6.9.2).
  static final int INITIAL = 65_535;

  /// Largest window (§6.9.1).
  private static final int MAX = Integer.MAX_VALUE;

  private long available;

  SendWindow(int initial) {
    available = initial;
  }

  /// Bytes that may be sent, never negative.
  int available() {
    return (int) Math.max(0, available);
  }

  /// Sets the size with which a stream starts.
  void initialize(int initial) {
    available = initial;
  }

  /// Takes off bytes that are sent.
  void consume(int count) {
    available -= count;
  }

  /// Adds `delta`. A negative one may make the window negative: the peer may reduce the initial
  /// size after we have used it (§6.9.2).
  ///
  /// @return false if the window has become too large (§6.9.1)
  boolean grow(long delta) {
    available += delta;
    return available <= MAX;
  }

  /// Error for a window that has become too large.
  static Http2Exception tooLarge() {
    return new Http2Exception(ErrorCode.FLOW_CONTROL_ERROR, "a window above 2^31-1");
  }
}
