package io.heddle.http2;

import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.Http2Exception;
import io.heddle.http2.frame.Setting;
import java.util.List;

/// Settings of the peer (RFC 9113 §6.5.2) that change what we send. The others do not: we send no
/// frame that is larger than each peer must accept, use no dynamic table and never push.
///
/// @param maxConcurrentStreams streams of ours that may be active at once
/// @param initialWindowSize send window with which a stream starts, in bytes
record PeerSettings(int maxConcurrentStreams, int initialWindowSize) {
  static final PeerSettings DEFAULT = new PeerSettings(Integer.MAX_VALUE, SendWindow.INITIAL);

  private static final int MAX_FRAME_SIZE = (1 << 24) - 1;

  /// These settings with changes, applied in order.
  ///
  /// @param role ours; a server must not enable push
  /// @throws Http2Exception if a value is not allowed
  PeerSettings with(List<Setting> changes, Role role) throws Http2Exception {
    PeerSettings changed = this;
    for (Setting setting : changes) {
      changed = changed.with(setting, role);
    }
    return changed;
  }

  private PeerSettings with(Setting setting, Role role) throws Http2Exception {
    long value = setting.value();
    return switch (setting.identifier()) {
      case Setting.MAX_CONCURRENT_STREAMS ->
          new PeerSettings((int) Math.min(value, Integer.MAX_VALUE), initialWindowSize);
      case Setting.INITIAL_WINDOW_SIZE -> {
        check(value <= Integer.MAX_VALUE, ErrorCode.FLOW_CONTROL_ERROR, "a window above 2^31-1");
        yield new PeerSettings(maxConcurrentStreams, (int) value);
      }
      case Setting.MAX_FRAME_SIZE -> {
        check(
            value >= Frame.MAX_PAYLOAD && value <= MAX_FRAME_SIZE,
            ErrorCode.PROTOCOL_ERROR,
            "a frame size out of range");
        yield this;
      }
      case Setting.ENABLE_PUSH -> {
        int max = role == Role.SERVER ? 1 : 0;
        check(value <= max, ErrorCode.PROTOCOL_ERROR, "ENABLE_PUSH above " + max);
        yield this;
      }
      default -> this;
    };
  }

  private static void check(boolean valid, ErrorCode code, String message) throws Http2Exception {
    if (!valid) {
      throw new Http2Exception(code, message);
    }
  }
}
