package io.heddle.http2.frame;

import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// Frame of HTTP/2 (RFC 9113 §6). [FrameReader] parses the layouts, [FrameWriter] writes them.
public sealed interface Frame {
  /// Largest payload in bytes unless the receiver allows more by SETTINGS_MAX_FRAME_SIZE (§4.2).
  /// Heddle does not allow more.
  int MAX_PAYLOAD = 16_384;

  /// Bytes of the frame header.
  int HEADER_SIZE = 9;

  /// DATA: payload of a stream (§6.1).
  ///
  ///     [ Pad Length (8) ] Data (*) Padding (*)
  ///
  /// @param padding bytes that only count for flow control, the Pad Length field included; Heddle
  /// sends none
  record Data(int stream, ByteBuffer bytes, int padding, EndStream endStream) implements Frame {
    private static final int MAX_PADDING = 1 + 255;

    public Data {
      if (padding < 0 || padding > MAX_PADDING) {
        throw new IllegalArgumentException("padding of " + padding + " bytes");
      }
    }
  }

  /// HEADERS: the first fragment of a field block (§6.2).
  ///
  ///     [ Pad Length (8) ] [ E (1) Stream Dependency (31) Weight (8) ]
  ///     HttpField Block Fragment (*) Padding (*)
  record Headers(int stream, ByteBuffer fragment, EndHeaders endHeaders, EndStream endStream)
      implements Frame {}

  /// CONTINUATION: the next fragment of a field block (§6.10).
  record Continuation(int stream, ByteBuffer fragment, EndHeaders endHeaders) implements Frame {}

  /// RST_STREAM: immediate end of a stream (§6.4).
  ///
  ///     Error Code (32)
  record RstStream(int stream, int code) implements Frame {}

  /// SETTINGS: parameters that the sender of this frame asks its peer to respect (§6.5).
  ///
  ///     *( Identifier (16) Value (32) )
  record Settings(List<Setting> settings) implements Frame {
    public Settings {
      settings = List.copyOf(settings);
    }
  }

  /// SETTINGS with the flag ACK: the received settings are in force (§6.5.3).
  record SettingsAck() implements Frame {}

  /// PING: a request to send the same eight bytes back (§6.7).
  ///
  ///     Opaque Data (64)
  record Ping(long opaque) implements Frame {}

  /// PING with the flag ACK: the reply to a [Ping].
  record PingAck(long opaque) implements Frame {}

  /// GOAWAY: the sender takes no new streams, and has not processed any stream above `lastStream`
  /// (§6.8).
  ///
  ///     R (1) Last-Stream-ID (31) Error Code (32) Additional Debug Data (*)
  record GoAway(int lastStream, int code, ByteBuffer debug) implements Frame {}

  /// WINDOW_UPDATE: the receiver of this frame may send `increment` more bytes of payload (§6.9).
  ///
  ///     R (1) Window Size Increment (31)
  ///
  /// @param stream 0 for the connection
  /// @param increment at least 1; for a stream also 0, which is an error of that stream alone
  record WindowUpdate(int stream, int increment) implements Frame {}

  /// PRIORITY, which is deprecated (§5.3), or a frame of an unknown type (§5.5). The receiver
  /// ignores both.
  record Ignored(int type, int flags, int stream, ByteBuffer payload) implements Frame {}

  /// Reads one frame.
  ///
  /// @param maxPayload largest payload in bytes
  /// @throws Http2Exception if the payload is larger, or the frame is malformed
  static Frame read(ByteReader in, int maxPayload) throws IOException, Http2Exception {
    FrameHeader header = FrameHeader.read(in);
    if (header.length() > maxPayload) {
      throw new Http2Exception(
          ErrorCode.FRAME_SIZE_ERROR, "a frame of " + header.length() + " bytes");
    }
    return FrameReader.frame(header, ByteBuffer.wrap(in.bytes(header.length())));
  }

  default void write(ByteWriter out) {
    FrameWriter.write(this, out);
  }
}
