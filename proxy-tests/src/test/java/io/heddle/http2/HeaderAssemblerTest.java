package io.heddle.http2;

import static io.heddle.http2.SessionUnderTest.assertConnectionError;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.http2.frame.EndHeaders;
import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Field sections from HEADERS and CONTINUATION frames (RFC 9113 §4.3), and their limits.
@Tag("component")
class HeaderAssemblerTest {
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  private final SessionUnderTest server = SessionUnderTest.server(2);

  @Test
  void aHeaderListThatIsFarTooLargeIsRefused() throws Exception {
    server.receivesHeaders(1, SessionUnderTest.REQUEST + ", x " + "y".repeat(2000), EndStream.NO);
    assertEquals(List.of("RST_STREAM 1 ENHANCE_YOUR_CALM"), server.sent());
    server.receivesRequest(3);
    server.receivesHeaders(3, "x " + "y".repeat(2000), EndStream.YES);
    assertEquals(List.of("RST_STREAM 3 ENHANCE_YOUR_CALM"), server.sent());
  }

  /// It may become twice as large as announced, so that HTTP can refuse it.
  @Test
  void aHeaderListThatIsTooLargeIsAccepted() throws Exception {
    server.receivesHeaders(1, SessionUnderTest.REQUEST + ", x " + "y".repeat(1000), EndStream.NO);
    assertEquals(1, server.accepts().id());
  }

  @Test
  void aSectionMayComeInPieces() throws Exception {
    server.receives(new Frame.Headers(1, hpack(0x82), EndHeaders.NO, EndStream.YES));
    server.receives(new Frame.Continuation(1, hpack(0x86), EndHeaders.NO));
    server.receives(new Frame.Continuation(1, hpack(0x84), EndHeaders.YES));
    StreamEntry stream = server.accepts();
    assertEquals(
        SessionUnderTest.headers(":method GET, :scheme http, :path /"),
        server.call(stream::pollHead).orElseThrow());
    assertEquals(StreamState.HALF_CLOSED_REMOTE, server.state(stream));
  }

  @Test
  void nothingComesBetweenThePieces() throws Exception {
    server.receives(new Frame.Headers(1, EMPTY, EndHeaders.NO, EndStream.YES));
    for (Frame frame :
        List.of(
            new Frame.Ping(1),
            new Frame.Headers(1, EMPTY, EndHeaders.YES, EndStream.YES),
            new Frame.Continuation(3, EMPTY, EndHeaders.YES),
            new Frame.Ignored(99, 0, 0, EMPTY))) {
      assertConnectionError(ErrorCode.PROTOCOL_ERROR, () -> server.receives(frame));
    }
  }

  @Test
  void whatIsNoHpackEndsTheConnection() {
    assertConnectionError(
        ErrorCode.COMPRESSION_ERROR,
        () -> server.receives(new Frame.Headers(1, hpack(0x80), EndHeaders.YES, EndStream.NO)));
  }

  private static ByteBuffer hpack(int octet) {
    return ByteBuffer.wrap(new byte[] {(byte) octet});
  }
}
