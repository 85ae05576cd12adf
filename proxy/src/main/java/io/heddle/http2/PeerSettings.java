package io.heddle.http2;

import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.Http2Exception;
import io.heddle.http2.frame.Setting;
import java.util.List;

/// What the peer wants (RFC 9113 §6.5.2), as far as it matters to us: we send no frame larger than
/// every peer takes, use no dynamic table and push nothing.
///
/// @param streams that we may have open at once
/// @param initialWindow of each stream
record PeerSettings(int streams, int initialWindow) {
  static final PeerSettings DEFAULT = new PeerSettings(Integer.MAX_VALUE, SendWindow.INITIAL);

  private static final int LARGEST_FRAME = (1 << 24) - 1;

  /// These with changes, the last of each kind in force.
  PeerSettings with(List<Setting> changes) throws Http2Exception {
    PeerSettings changed = this;
    for (Setting setting : changes) {
      changed = changed.with(setting);
    }
    return changed;
  }

  private PeerSettings with(Setting setting) throws Http2Exception {
    long value = setting.value();
    return switch (setting.identifier()) {
      case Setting.MAX_CONCURRENT_STREAMS ->
          new PeerSettings((int) Math.min(value, Integer.MAX_VALUE), initialWindow);
      case Setting.INITIAL_WINDOW_SIZE -> {
        check(value <= Integer.MAX_VALUE, ErrorCode.FLOW_CONTROL_ERROR, "a window above 2^31-1");
        yield new PeerSettings(streams, (int) value);
      }
      case Setting.MAX_FRAME_SIZE -> {
        check(
            value >= Frame.MAX_PAYLOAD && value <= LARGEST_FRAME,
            ErrorCode.PROTOCOL_ERROR,
            "a frame size out of range");
        yield this;
      }
      case Setting.ENABLE_PUSH -> {
        check(value <= 1, ErrorCode.PROTOCOL_ERROR, "ENABLE_PUSH is 0 or 1");
        yield this;
      }
      default -> this;
    };
  }

  private static void check(boolean holds, ErrorCode code, String otherwise) throws Http2Exception {
    if (!holds) {
      throw new Http2Exception(code, otherwise);
    }
  }
}
