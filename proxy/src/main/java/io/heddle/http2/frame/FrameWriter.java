package io.heddle.http2.frame;

import io.heddle.wire.ByteWriter;

/// Writer of frames. It pads DATA as the frame says, and never sends a priority.
final class FrameWriter {
  private FrameWriter() {}

  static void write(Frame frame, ByteWriter out) {
    if (frame instanceof Frame.Data data) {
      data(data, out);
    } else if (frame instanceof Frame.Headers headers) {
      headers(headers, out);
    } else if (frame instanceof Frame.WindowUpdate(int stream, int increment)) {
      header(4, FrameHeader.WINDOW_UPDATE, 0, stream, out);
      out.u32(increment);
    } else if (frame instanceof Frame.RstStream(int stream, int code)) {
      header(4, FrameHeader.RST_STREAM, 0, stream, out);
      out.u32(code);
    } else if (frame instanceof Frame.Continuation(int stream, var fragment, var endHeaders)) {
      header(fragment.remaining(), FrameHeader.CONTINUATION, flag(endHeaders), stream, out);
      out.bytes(fragment);
    } else if (frame instanceof Frame.Ignored(int type, int flags, int stream, var payload)) {
      header(payload.remaining(), type, flags, stream, out);
      out.bytes(payload);
    } else {
      ofConnection(frame, out);
    }
  }

  /// Writes a frame that concerns the whole connection.
  private static void ofConnection(Frame frame, ByteWriter out) {
    if (frame instanceof Frame.Settings(var settings)) {
      header(settings.size() * Setting.SIZE, FrameHeader.SETTINGS, 0, 0, out);
      for (Setting setting : settings) {
        out.u16(setting.identifier()).u32((int) setting.value());
      }
    } else if (frame instanceof Frame.SettingsAck) {
      header(0, FrameHeader.SETTINGS, FrameHeader.ACK, 0, out);
    } else if (frame instanceof Frame.Ping(long opaque)) {
      header(8, FrameHeader.PING, 0, 0, out);
      out.u32((int) (opaque >>> 32)).u32((int) opaque);
    } else if (frame instanceof Frame.PingAck(long opaque)) {
      header(8, FrameHeader.PING, FrameHeader.ACK, 0, out);
      out.u32((int) (opaque >>> 32)).u32((int) opaque);
    } else if (frame instanceof Frame.GoAway(int lastStream, int code, var debug)) {
      header(8 + debug.remaining(), FrameHeader.GOAWAY, 0, 0, out);
      out.u32(lastStream).u32(code).bytes(debug);
    } else {
      throw new IllegalArgumentException("no layout for " + frame.getClass());
    }
  }

  private static void headers(Frame.Headers frame, ByteWriter out) {
    header(
        frame.fragment().remaining(),
        FrameHeader.HEADERS,
        flag(frame.endHeaders()) | flag(frame.endStream()),
        frame.stream(),
        out);
    out.bytes(frame.fragment());
  }

  private static void data(Frame.Data data, ByteWriter out) {
    int length = data.bytes().remaining() + data.padding();
    if (data.padding() == 0) {
      header(length, FrameHeader.DATA, flag(data.endStream()), data.stream(), out);
      out.bytes(data.bytes());
    } else {
      int flags = flag(data.endStream()) | FrameHeader.PADDED;
      header(length, FrameHeader.DATA, flags, data.stream(), out);
      int padLength = data.padding() - 1;
      out.u8(padLength).bytes(data.bytes()).bytes(new byte[padLength]);
    }
  }

  private static void header(int length, int type, int flags, int stream, ByteWriter out) {
    new FrameHeader(length, type, flags, stream).write(out);
  }

  private static int flag(EndStream endStream) {
    return endStream == EndStream.YES ? FrameHeader.END_STREAM : 0;
  }

  private static int flag(EndHeaders endHeaders) {
    return endHeaders == EndHeaders.YES ? FrameHeader.END_HEADERS : 0;
  }
}
