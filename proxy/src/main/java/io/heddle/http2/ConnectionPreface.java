package io.heddle.http2;

import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.Http2Exception;
import io.heddle.http2.frame.Setting;
import io.heddle.wire.ByteReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Preface of a connection: what each side sends first (RFC 9113 §3.4).
///
///     client   "PRI * HTTP/2.0" CR LF CR LF "SM" CR LF CR LF   SETTINGS
///     server   SETTINGS
final class ConnectionPreface {
  private static final byte[] CLIENT_BYTES =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private ConnectionPreface() {}

  /// Sends ours, and the WINDOW_UPDATE that enlarges the window of the connection. Needs the lock.
  static void send(Http2Session session) {
    FrameSender sender = session.sender();
    if (session.role() == Role.CLIENT) {
      sender.sendPreface(CLIENT_BYTES);
    }
    sender.send(new Frame.Settings(settings(session.role(), session.limits())));
    sender.send(new Frame.WindowUpdate(0, ConnectionWindow.FIRST_INCREMENT));
  }

  private static List<Setting> settings(Role role, Http2Limits limits) {
    List<Setting> settings = new ArrayList<>();
    settings.add(
        switch (role) {
          case CLIENT -> new Setting(Setting.ENABLE_PUSH, 0);
          case SERVER -> new Setting(Setting.MAX_CONCURRENT_STREAMS, limits.maxConcurrentStreams());
        });
    settings.add(new Setting(Setting.INITIAL_WINDOW_SIZE, ReceiveWindow.INITIAL));
    settings.add(new Setting(Setting.MAX_HEADER_LIST_SIZE, limits.maxHeaderListSize()));
    return settings;
  }

  /// Reads that of the peer.
  ///
  /// @return its SETTINGS frame
  static Frame read(ByteReader in, Role role) throws IOException, Http2Exception {
    if (role == Role.SERVER && !Arrays.equals(CLIENT_BYTES, in.bytes(CLIENT_BYTES.length))) {
      throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "no preface of HTTP/2");
    }
    Frame frame = Frame.read(in, Frame.MAX_PAYLOAD);
    if (!(frame instanceof Frame.Settings)) {
      throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "the first frame is not SETTINGS");
    }
    return frame;
  }
}
