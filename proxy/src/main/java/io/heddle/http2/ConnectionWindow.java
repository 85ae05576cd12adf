package io.heddle.http2;

import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.Http2Exception;

/// What we let the peer send in all. It is granted again as soon as it has come, read or not, since
/// the windows of the streams bound what waits: so a stream that nobody reads holds up no other.
final class ConnectionWindow {
  /// Bytes: more than a fast and long line has under way.
  static final int SIZE = 16 * 1024 * 1024;

  private final Outbox outbox;
  private int used;

  ConnectionWindow(Outbox outbox) {
    this.outbox = outbox;
  }

  /// What a connection begins with (RFC 9113 §6.9.2), made this.
  static Frame first() {
    return new Frame.WindowUpdate(0, SIZE - SendWindow.INITIAL);
  }

  void received(int count) throws Http2Exception {
    used += count;
    if (used > SIZE) {
      throw new Http2Exception(ErrorCode.FLOW_CONTROL_ERROR, "more than the window allows");
    }
    if (used >= SIZE / 2) {
      outbox.answer(new Frame.WindowUpdate(0, used));
      used = 0;
    }
  }
}
