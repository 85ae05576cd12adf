package io.heddle.http2.frame;

import io.heddle.http2.frame.Frame.Block;
import io.heddle.wire.ByteWriter;

/// Lays frames out: never padded, never with a priority.
final class FrameWriter {
  private FrameWriter() {}

  static void write(Frame frame, ByteWriter out) {
    switch (frame) {
      case Frame.Data(int stream, var bytes, _, Then then) -> {
        header(bytes.remaining(), FrameHeader.DATA, flag(then), stream, out);
        out.bytes(bytes);
      }
      case Frame.Headers(int stream, var fragment, Block block, Then then) -> {
        header(fragment.remaining(), FrameHeader.HEADERS, flag(block) | flag(then), stream, out);
        out.bytes(fragment);
      }
      case Frame.Continuation(int stream, var fragment, Block block) -> {
        header(fragment.remaining(), FrameHeader.CONTINUATION, flag(block), stream, out);
        out.bytes(fragment);
      }
      case Frame.RstStream(int stream, int code) -> {
        header(4, FrameHeader.RST_STREAM, 0, stream, out);
        out.u32(code);
      }
      case Frame.Settings(var settings) -> {
        header(settings.size() * Setting.SIZE, FrameHeader.SETTINGS, 0, 0, out);
        for (Setting setting : settings) {
          out.u16(setting.identifier()).u32((int) setting.value());
        }
      }
      case Frame.SettingsAck() -> header(0, FrameHeader.SETTINGS, FrameHeader.ACK, 0, out);
      case Frame.Ping(long opaque) -> {
        header(8, FrameHeader.PING, 0, 0, out);
        out.u32((int) (opaque >>> 32)).u32((int) opaque);
      }
      case Frame.PingAck(long opaque) -> {
        header(8, FrameHeader.PING, FrameHeader.ACK, 0, out);
        out.u32((int) (opaque >>> 32)).u32((int) opaque);
      }
      case Frame.GoAway(int lastStream, int code, var debug) -> {
        header(8 + debug.remaining(), FrameHeader.GOAWAY, 0, 0, out);
        out.u32(lastStream).u32(code).bytes(debug);
      }
      case Frame.WindowUpdate(int stream, int increment) -> {
        header(4, FrameHeader.WINDOW_UPDATE, 0, stream, out);
        out.u32(increment);
      }
      case Frame.Ignored(int type, int flags, int stream, var payload) -> {
        header(payload.remaining(), type, flags, stream, out);
        out.bytes(payload);
      }
    }
  }

  private static void header(int length, int type, int flags, int stream, ByteWriter out) {
    new FrameHeader(length, type, flags, stream).write(out);
  }

  private static int flag(Then then) {
    return then == Then.END ? FrameHeader.END_STREAM : 0;
  }

  private static int flag(Block block) {
    return block == Block.ENDS ? FrameHeader.END_HEADERS : 0;
  }
}
