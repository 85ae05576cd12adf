package io.heddle.http2.frame;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Parser of frame payloads (RFC 9113 §6). Checks sizes and stream identifiers; removes padding.
final class FrameReader {
  private static final int PRIORITY_SIZE = 5;

  private FrameReader() {}

  static Frame frame(FrameHeader header, ByteBuffer payload) throws Http2Exception {
    return switch (header.type()) {
      case FrameHeader.DATA -> data(ofStream(header), payload);
      case FrameHeader.HEADERS -> headers(ofStream(header), payload);
      case FrameHeader.CONTINUATION ->
          new Frame.Continuation(ofStream(header).stream(), payload, endHeaders(header));
      case FrameHeader.PRIORITY -> {
        sized(ofStream(header), PRIORITY_SIZE);
        yield ignored(header, payload);
      }
      case FrameHeader.RST_STREAM ->
          new Frame.RstStream(sized(ofStream(header), 4).stream(), payload.getInt());
      case FrameHeader.SETTINGS -> settings(ofConnection(header), payload);
      case FrameHeader.PUSH_PROMISE -> throw protocol("PUSH_PROMISE, although push is disabled");
      case FrameHeader.PING -> {
        sized(ofConnection(header), 8);
        yield header.has(FrameHeader.ACK)
            ? new Frame.PingAck(payload.getLong())
            : new Frame.Ping(payload.getLong());
      }
      case FrameHeader.GOAWAY -> goAway(ofConnection(header), payload);
      case FrameHeader.WINDOW_UPDATE -> windowUpdate(sized(header, 4), payload);
      default -> ignored(header, payload);
    };
  }

  private static Frame ignored(FrameHeader header, ByteBuffer payload) {
    return new Frame.Ignored(header.type(), header.flags(), header.stream(), payload);
  }

  private static Frame data(FrameHeader header, ByteBuffer payload) throws Http2Exception {
    ByteBuffer bytes = unpadded(header, payload);
    return new Frame.Data(
        header.stream(), bytes, header.length() - bytes.remaining(), endStream(header));
  }

  private static Frame headers(FrameHeader header, ByteBuffer payload) throws Http2Exception {
    ByteBuffer fragment = unpadded(header, payload);
    if (header.has(FrameHeader.WITH_PRIORITY)) {
      if (fragment.remaining() < PRIORITY_SIZE) {
        throw wrongSize("HEADERS too short for its priority fields");
      }
      fragment = fragment.position(fragment.position() + PRIORITY_SIZE).slice();
    }
    return new Frame.Headers(header.stream(), fragment, endHeaders(header), endStream(header));
  }

  private static ByteBuffer unpadded(FrameHeader header, ByteBuffer payload) throws Http2Exception {
    if (!header.has(FrameHeader.PADDED)) {
      return payload;
    }
    int padding = payload.hasRemaining() ? payload.get() & 0xff : 0;
    if (padding > payload.remaining() || header.length() == 0) {
      throw protocol("more padding than payload");
    }
    return payload.slice(payload.position(), payload.remaining() - padding);
  }

  private static Frame settings(FrameHeader header, ByteBuffer payload) throws Http2Exception {
    if (header.has(FrameHeader.ACK)) {
      sized(header, 0);
      return new Frame.SettingsAck();
    }
    if (header.length() % Setting.SIZE != 0) {
      throw wrongSize("SETTINGS of " + header.length() + " bytes");
    }
    List<Setting> settings = new ArrayList<>(header.length() / Setting.SIZE);
    while (payload.hasRemaining()) {
      settings.add(new Setting(payload.getShort() & 0xffff, payload.getInt() & 0xffff_ffffL));
    }
    return new Frame.Settings(settings);
  }

  private static Frame goAway(FrameHeader header, ByteBuffer payload) throws Http2Exception {
    if (header.length() < 8) {
      throw wrongSize("GOAWAY of " + header.length() + " bytes");
    }
    return new Frame.GoAway(
        payload.getInt() & Integer.MAX_VALUE, payload.getInt(), payload.slice());
  }

  private static Frame windowUpdate(FrameHeader header, ByteBuffer payload) throws Http2Exception {
    int increment = payload.getInt() & Integer.MAX_VALUE;
    if (increment == 0 && header.stream() == 0) {
      throw protocol("WINDOW_UPDATE with an increment of 0");
    }
    return new Frame.WindowUpdate(header.stream(), increment);
  }

  private static EndStream endStream(FrameHeader header) {
    return header.has(FrameHeader.END_STREAM) ? EndStream.YES : EndStream.NO;
  }

  private static EndHeaders endHeaders(FrameHeader header) {
    return header.has(FrameHeader.END_HEADERS) ? EndHeaders.YES : EndHeaders.NO;
  }

  private static FrameHeader ofStream(FrameHeader header) throws Http2Exception {
    if (header.stream() == 0) {
      throw protocol("a frame of type " + header.type() + " without a stream");
    }
    return header;
  }

  private static FrameHeader ofConnection(FrameHeader header) throws Http2Exception {
    if (header.stream() != 0) {
      throw protocol("a frame of type " + header.type() + " on a stream");
    }
    return header;
  }

  private static FrameHeader sized(FrameHeader header, int size) throws Http2Exception {
    if (header.length() != size) {
      throw wrongSize("a frame of type " + header.type() + " with " + header.length() + " bytes");
    }
    return header;
  }

  private static Http2Exception protocol(String message) {
    return new Http2Exception(ErrorCode.PROTOCOL_ERROR, message);
  }

  private static Http2Exception wrongSize(String message) {
    return new Http2Exception(ErrorCode.FRAME_SIZE_ERROR, message);
  }
}
