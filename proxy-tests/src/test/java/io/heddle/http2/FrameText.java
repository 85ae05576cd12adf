package io.heddle.http2;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.HeaderDecoder;
import io.heddle.http2.frame.Http2Exception;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// Frames of one connection as lines of text, such as `RST_STREAM 1 CANCEL` and `DATA 3 10
/// END_STREAM`. Field sections must come in one frame each.
final class FrameText {
  private final HeaderDecoder decoder = new HeaderDecoder(1 << 20);

  String of(Frame frame) {
    return switch (frame) {
      case Frame.Data(int stream, var bytes, _, var endStream) ->
          "DATA " + stream + " " + bytes.remaining() + end(endStream);
      case Frame.Headers headers ->
          "HEADERS " + headers.stream() + " " + decoded(headers) + end(headers.endStream());
      case Frame.Continuation(int stream, _, _) -> "CONTINUATION " + stream;
      case Frame.RstStream(int stream, int code) ->
          "RST_STREAM " + stream + " " + ErrorCode.text(code);
      case Frame.Settings(var settings) -> "SETTINGS " + settings;
      case Frame.SettingsAck() -> "SETTINGS ACK";
      case Frame.Ping(long opaque) -> "PING " + opaque;
      case Frame.PingAck(long opaque) -> "PING ACK " + opaque;
      case Frame.GoAway(int last, int code, var debug) ->
          ("GOAWAY " + last + " " + ErrorCode.text(code) + " " + text(debug)).strip();
      case Frame.WindowUpdate(int stream, int increment) ->
          "WINDOW_UPDATE " + stream + " " + increment;
      case Frame.Ignored ignored -> "type " + ignored.type();
    };
  }

  private String decoded(Frame.Headers headers) {
    try {
      decoder.decode(headers.fragment(), headers.endHeaders());
      return decoder.endSection().orElseThrow().headers().stream()
          .map(header -> header.name() + " " + header.value())
          .collect(Collectors.joining(", "));
    } catch (Http2Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }

  private static String end(EndStream endStream) {
    return endStream == EndStream.YES ? " END_STREAM" : "";
  }
}
