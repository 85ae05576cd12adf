package io.heddle.http2.frame;

import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// One frame of HTTP/2 (RFC 9113 §6). [FrameReader] reads and [FrameWriter] writes the layouts.
public sealed interface Frame {
  /// Bytes that a payload may have unless the peer says otherwise (§4.2). We never say otherwise.
  int MAX_PAYLOAD = 16_384;

  /// Bytes before every payload.
  int HEADER_SIZE = 9;

  /// Payload of a stream (§6.1).
  ///
  ///     [ Pad Length (8) ] Data (*) Padding (*)
  ///
  /// @param padding bytes that count for flow control and nothing else, the length's included; not
  /// written
  record Data(int stream, ByteBuffer bytes, int padding, Then then) implements Frame {}

  /// The beginning of a header section (§6.2).
  ///
  ///     [ Pad Length (8) ] [ E (1) Stream Dependency (31) Weight (8) ]
  ///     Field Block Fragment (*) Padding (*)
  record Headers(int stream, ByteBuffer fragment, Block block, Then then) implements Frame {}

  /// More of a header section (§6.10).
  record Continuation(int stream, ByteBuffer fragment, Block block) implements Frame {}

  /// The end of a stream before its time (§6.4).
  ///
  ///     Error Code (32)
  record RstStream(int stream, int code) implements Frame {}

  /// What the sender wants to be sent (§6.5).
  ///
  ///     *( Identifier (16) Value (32) )
  record Settings(List<Setting> settings) implements Frame {
    public Settings {
      settings = List.copyOf(settings);
    }
  }

  /// That the settings are in force (§6.5.3).
  record SettingsAck() implements Frame {}

  /// "Are you there?" (§6.7).
  ///
  ///     Opaque Data (64)
  record Ping(long opaque) implements Frame {}

  /// "Yes."
  record PingAck(long opaque) implements Frame {}

  /// The end of a connection: no stream above `lastStream` has been looked at (§6.8).
  ///
  ///     R (1) Last-Stream-ID (31) Error Code (32) Additional Debug Data (*)
  record GoAway(int lastStream, int code, ByteBuffer debug) implements Frame {}

  /// Room for more payload (§6.9).
  ///
  ///     R (1) Window Size Increment (31)
  ///
  /// @param stream 0 for the connection
  /// @param increment at least 1, except that one for a stream may wrongly be 0
  record WindowUpdate(int stream, int increment) implements Frame {}

  /// Priorities, which are history (§5.3), and frames of extensions, which are none of ours (§5.5).
  record Ignored(int type, int flags, int stream, ByteBuffer payload) implements Frame {}

  /// Whether a header section ends with a frame: the flag END_HEADERS.
  enum Block {
    GOES_ON,
    ENDS
  }

  /// Reads one frame.
  ///
  /// @param maxPayload bytes that it may have
  /// @throws Http2Exception if it has more, or is none
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
