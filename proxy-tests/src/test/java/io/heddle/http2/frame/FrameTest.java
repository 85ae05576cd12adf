package io.heddle.http2.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.support.ChunkedByteSource;
import io.heddle.support.Codec;
import io.heddle.support.Hex;
import io.heddle.wire.ByteReader;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("codec")
class FrameTest {
  private static final Codec<Frame> CODEC =
      new Codec<>(in -> Frame.read(in, Frame.MAX_PAYLOAD), Frame::write);

  @Test
  void framesAsTheyAreOnTheWire() {
    both("00 00 02 00 01 00 00 00 03 68 69", new Frame.Data(3, bytes("68 69"), 0, EndStream.YES));
    both(
        "00 00 01 01 05 00 00 00 01 82",
        new Frame.Headers(1, bytes("82"), EndHeaders.YES, EndStream.YES));
    both("00 00 01 09 00 00 00 00 01 82", new Frame.Continuation(1, bytes("82"), EndHeaders.NO));
    both("00 00 04 03 00 00 00 00 05 00 00 00 08", new Frame.RstStream(5, 8));
    both(
        "00 00 06 04 00 00 00 00 00 00 03 00 00 00 64",
        new Frame.Settings(List.of(new Setting(Setting.MAX_CONCURRENT_STREAMS, 100))));
    both("00 00 00 04 01 00 00 00 00", new Frame.SettingsAck());
    both("00 00 08 06 00 00 00 00 00 00 00 00 00 00 00 00 07", new Frame.Ping(7));
    both("00 00 08 06 01 00 00 00 00 00 00 00 00 00 00 00 07", new Frame.PingAck(7));
    both(
        "00 00 0a 07 00 00 00 00 00 00 00 00 09 00 00 00 0b 6e 6f",
        new Frame.GoAway(9, 11, bytes("6e 6f")));
    both("00 00 04 08 00 00 00 00 00 00 01 00 00", new Frame.WindowUpdate(0, 65536));
    both("00 00 01 0c 07 00 00 00 02 ff", new Frame.Ignored(12, 7, 2, bytes("ff")));
  }

  @Test
  void paddingOfHeadersPrioritiesAndReservedBitsAreLeftOut() {
    reads(
        "00 00 08 01 2c 80 00 00 01 01 80 00 00 03 10 82 00",
        new Frame.Headers(1, bytes("82"), EndHeaders.YES, EndStream.NO));
    reads("00 00 04 08 00 00 00 00 01 80 00 00 02", new Frame.WindowUpdate(1, 2));
    reads(
        "00 00 05 02 00 00 00 00 01 00 00 00 00 10",
        new Frame.Ignored(2, 0, 1, bytes("00 00 00 00 10")));
  }

  @ParameterizedTest
  @CsvSource({
    "PROTOCOL_ERROR, 00 00 01 00 00 00 00 00 00 61",
    "PROTOCOL_ERROR, 00 00 01 01 04 00 00 00 00 82",
    "PROTOCOL_ERROR, 00 00 01 09 04 00 00 00 00 82",
    "PROTOCOL_ERROR, 00 00 02 00 08 00 00 00 01 02 61",
    "PROTOCOL_ERROR, 00 00 00 00 08 00 00 00 01",
    "FRAME_SIZE_ERROR, 00 00 04 01 24 00 00 00 01 00 00 00 00",
    "FRAME_SIZE_ERROR, 00 00 03 03 00 00 00 00 01 00 00 00",
    "PROTOCOL_ERROR, 00 00 04 03 00 00 00 00 00 00 00 00 00",
    "FRAME_SIZE_ERROR, 00 00 04 02 00 00 00 00 01 00 00 00 00",
    "PROTOCOL_ERROR, 00 00 00 04 00 00 00 00 01",
    "FRAME_SIZE_ERROR, 00 00 05 04 00 00 00 00 00 00 00 00 00 00",
    "FRAME_SIZE_ERROR, 00 00 06 04 01 00 00 00 00 00 00 00 00 00 00",
    "PROTOCOL_ERROR, 00 00 04 05 04 00 00 00 01 00 00 00 02",
    "FRAME_SIZE_ERROR, 00 00 07 06 00 00 00 00 00 00 00 00 00 00 00 00",
    "PROTOCOL_ERROR, 00 00 08 06 00 00 00 00 01 00 00 00 00 00 00 00 00",
    "FRAME_SIZE_ERROR, 00 00 07 07 00 00 00 00 00 00 00 00 00 00 00 00",
    "FRAME_SIZE_ERROR, 00 00 03 08 00 00 00 00 00 00 00 01",
    "PROTOCOL_ERROR, 00 00 04 08 00 00 00 00 00 00 00 00 00"
  })
  void whatIsNoFrameSaysWhy(ErrorCode code, String hex) {
    ByteReader in = new ByteReader(ChunkedByteSource.whole(Hex.bytes(hex)));
    Http2Exception e = assertThrows(Http2Exception.class, () -> Frame.read(in, Frame.MAX_PAYLOAD));
    assertEquals(code, e.code());
  }

  @Test
  void aFrameThatIsTooLargeIsRefusedBeforeItsPayloadIsRead() {
    ByteReader in =
        new ByteReader(ChunkedByteSource.whole(Hex.bytes("00 40 01 00 00 00 00 00 01")));
    Http2Exception e = assertThrows(Http2Exception.class, () -> Frame.read(in, Frame.MAX_PAYLOAD));
    assertEquals(ErrorCode.FRAME_SIZE_ERROR, e.code());
  }

  private static void both(String hex, Frame frame) {
    CODEC.assertBothWays(Hex.bytes(hex), frame);
  }

  private static void reads(String hex, Frame frame) {
    CODEC.assertReads(Hex.bytes(hex), frame);
  }

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(Hex.bytes(hex));
  }
}
