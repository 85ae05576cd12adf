package io.heddle.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.http2.frame.EndHeaders;
import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.Http2Exception;
import io.heddle.http2.frame.Setting;
import io.heddle.net.RequestNotProcessedException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// What received frames do to the connection. [StreamFramesTest] has what they do to a stream.
class FrameHandlerTest {
  private static final String HEAD = ":method POST, :scheme http, :authority a, :path /";
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  private final SessionUnderTest server = SessionUnderTest.server(2);

  @Test
  void aPingIsAnsweredWithItsBytes() throws Exception {
    assertEquals(List.of("PING ACK 7"), server.receives(new Frame.Ping(7)).sent());
  }

  @Test
  void anAcknowledgedPingIsNoted() throws Exception {
    long ping = server.call(() -> server.session().pings().startPing());
    server.receives(new Frame.PingAck(ping));
    assertTrue(server.call(() -> server.session().pings().isAcknowledged(ping)));
    assertEquals(List.of(), server.sent());
  }

  @Test
  void settingsAreAcknowledgedAndInForce() throws Exception {
    server.receives(settings(Setting.MAX_CONCURRENT_STREAMS, 5));
    assertEquals(List.of("SETTINGS ACK"), server.sent());
    assertEquals(5, server.call(server.session()::peerSettings).maxConcurrentStreams());
    assertEquals(List.of(), server.receives(new Frame.SettingsAck()).sent());
  }

  @Test
  void anInitialWindowSizeChangesTheStreamsThatAreActive() throws Exception {
    StreamControl stream = opened(1);
    assertEquals(65_535, window(stream));
    server.receives(settings(Setting.INITIAL_WINDOW_SIZE, 10));
    assertEquals(10, window(stream));
    server.run(() -> stream.output().sendData(ByteBuffer.allocate(10), 10));
    server.receives(settings(Setting.INITIAL_WINDOW_SIZE, 4));
    assertEquals(0, window(stream));
    server.receives(new Frame.WindowUpdate(1, 6));
    assertEquals(0, window(stream));
    server.receives(new Frame.WindowUpdate(1, 1));
    assertEquals(1, window(stream));
    server.receives(settings(Setting.INITIAL_WINDOW_SIZE, 9));
    assertEquals(6, window(stream));
  }

  @Test
  void anInitialWindowSizeMayNotOverflowAStream() throws Exception {
    opened(1);
    server.receives(new Frame.WindowUpdate(1, Integer.MAX_VALUE - 65_535));
    assertConnectionError(
        ErrorCode.FLOW_CONTROL_ERROR,
        () -> server.receives(settings(Setting.INITIAL_WINDOW_SIZE, 65_536)));
  }

  @Test
  void theWindowOfTheConnectionMayNotOverflow() throws Exception {
    server.receives(new Frame.WindowUpdate(0, Integer.MAX_VALUE - 65_535));
    assertConnectionError(
        ErrorCode.FLOW_CONTROL_ERROR, () -> server.receives(new Frame.WindowUpdate(0, 1)));
  }

  @Test
  void windowsOfStreamAndConnectionBothLimitWhatIsSent() throws Exception {
    StreamControl stream = opened(1);
    for (int sent = 0; sent < 65_000; sent += 13_000) {
      server.run(() -> stream.output().sendData(ByteBuffer.allocate(13_000), 13_000));
    }
    assertEquals(5, server.sent().size());
    assertEquals(535, server.call(() -> server.session().sender().maxData()));
    assertEquals(535, window(stream));
    server.receives(new Frame.WindowUpdate(0, 1000));
    assertEquals(1535, server.call(() -> server.session().sender().maxData()));
    assertEquals(535, window(stream));
  }

  @Test
  void aStreamThatThePeerOpensIsAccepted() throws Exception {
    server.receivesHeaders(1, HEAD, EndStream.YES);
    StreamControl stream = server.accepts();
    assertEquals(1, stream.id());
    assertEquals(StreamState.HALF_CLOSED_REMOTE, server.state(stream));
    assertEquals(SessionUnderTest.headers(HEAD), server.call(stream::pollHead).orElseThrow());
    assertEquals(List.of(), server.sent());
  }

  @Test
  void aStreamAboveTheLimitIsRefused() throws Exception {
    opened(1);
    opened(3);
    server.receivesHeaders(5, HEAD, EndStream.NO);
    assertEquals(List.of("RST_STREAM 5 REFUSED_STREAM"), server.sent());
    assertTrue(server.call(() -> server.session().accepted().isEmpty()));
  }

  /// CVE-2023-44487.
  @Test
  void aStreamCountsUntilItHasBeenServedEvenIfItWasReset() throws Exception {
    opened(1);
    opened(3);
    server.receives(new Frame.RstStream(1, 8)).receives(new Frame.RstStream(3, 8));
    server.receivesHeaders(5, HEAD, EndStream.NO);
    assertEquals(List.of("RST_STREAM 5 REFUSED_STREAM"), server.sent());
    server.run(server.session()::finishServing);
    assertEquals(7, opened(7).id());
  }

  @Test
  void aRefusedStreamIsClosed() throws Exception {
    server.run(server.session().lifecycle()::goAway);
    server.receivesHeaders(1, HEAD, EndStream.NO);
    assertEquals(List.of("GOAWAY 0 NO_ERROR", "RST_STREAM 1 REFUSED_STREAM"), server.sent());
    server.receivesData(1, 5, EndStream.YES);
    assertEquals(List.of(), server.sent());
  }

  @Test
  void aHeaderListThatIsFarTooLargeIsRefused() throws Exception {
    server.receivesHeaders(1, HEAD + ", x " + "y".repeat(2000), EndStream.NO);
    assertEquals(List.of("RST_STREAM 1 ENHANCE_YOUR_CALM"), server.sent());
    opened(3);
    server.receivesHeaders(3, "x " + "y".repeat(2000), EndStream.YES);
    assertEquals(List.of("RST_STREAM 3 ENHANCE_YOUR_CALM"), server.sent());
  }

  /// It may become twice as large as announced, so that HTTP can refuse it.
  @Test
  void aHeaderListThatIsTooLargeIsAccepted() throws Exception {
    server.receivesHeaders(1, HEAD + ", x " + "y".repeat(1000), EndStream.NO);
    assertEquals(1, server.accepts().id());
  }

  @Test
  void aServerOpensNoStreams() throws Exception {
    SessionUnderTest client = SessionUnderTest.client(2);
    assertConnectionError(
        ErrorCode.PROTOCOL_ERROR, () -> client.receivesHeaders(2, ":status 200", EndStream.NO));
  }

  @Test
  void aClientUsesNoNumbersOfTheServer() {
    assertConnectionError(
        ErrorCode.PROTOCOL_ERROR, () -> server.receivesHeaders(2, HEAD, EndStream.NO));
  }

  @Test
  void aSectionMayComeInPieces() throws Exception {
    server.receives(new Frame.Headers(1, hpack(0x82), EndHeaders.NO, EndStream.YES));
    server.receives(new Frame.Continuation(1, hpack(0x86), EndHeaders.NO));
    server.receives(new Frame.Continuation(1, hpack(0x84), EndHeaders.YES));
    StreamControl stream = server.accepts();
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

  @Test
  void payloadBeyondTheWindowOfItsStreamEndsTheStream() throws Exception {
    StreamControl stream = opened(1);
    receivesMuch(1, ReceiveWindow.INITIAL);
    assertEquals(StreamState.OPEN, server.state(stream));
    server.receivesData(1, 1, EndStream.NO);
    assertEquals(List.of("RST_STREAM 1 FLOW_CONTROL_ERROR"), server.sent());
  }

  @Test
  void paddingIsGrantedAgainAtOnce() throws Exception {
    opened(1);
    int half = ReceiveWindow.INITIAL / 2;
    for (int padding = 0; padding < half; padding += 256) {
      server.receives(new Frame.Data(1, EMPTY, 256, EndStream.NO));
    }
    assertEquals(List.of("WINDOW_UPDATE 1 " + (half + ReceiveWindow.INITIAL)), server.sent());
  }

  /// Bytes of streams that are closed count too: the peer has counted them.
  @Test
  void theConnectionIsGrantedAgainWhatHasCome() throws Exception {
    opened(1);
    server.receives(new Frame.RstStream(1, 8));
    receivesMuch(1, ConnectionWindow.SIZE / 2);
    assertEquals(List.of("WINDOW_UPDATE 0 " + ConnectionWindow.SIZE / 2), server.sent());
  }

  @Test
  void theReaderIsGrantedWhatItHasRead() throws Exception {
    StreamControl stream = opened(1);
    int half = ReceiveWindow.INITIAL / 2;
    receivesMuch(1, half);
    assertEquals(List.of(), server.sent());
    assertEquals(
        half, server.<Integer, Exception>call(() -> stream.read(ByteBuffer.allocate(half))));
    assertEquals(List.of("WINDOW_UPDATE 1 " + (half + ReceiveWindow.INITIAL)), server.sent());
  }

  @Test
  void floodsEndTheConnection() throws Exception {
    opened(1);
    for (Frame frame :
        List.of(
            new Frame.Ping(1),
            new Frame.SettingsAck(),
            settings(Setting.ENABLE_PUSH, 0),
            new Frame.Ignored(2, 0, 1, EMPTY),
            new Frame.RstStream(1, 8),
            new Frame.Data(1, EMPTY, 0, EndStream.NO))) {
      SessionUnderTest flooded = SessionUnderTest.server(2);
      flooded.receivesHeaders(1, HEAD, EndStream.NO);
      assertConnectionError(
          ErrorCode.ENHANCE_YOUR_CALM,
          () -> {
            for (int count = 0; count < 2 * FloodGuard.BURST; count++) {
              flooded.receives(frame).sent();
            }
          });
    }
  }

  @Test
  void payloadIsNoFlood() throws Exception {
    opened(1);
    for (int count = 0; count < 3 * FloodGuard.BURST; count++) {
      server.receivesData(1, 1, EndStream.NO);
    }
  }

  @Test
  void repliesThatAreNotReadEndTheConnection() {
    assertConnectionError(
        ErrorCode.ENHANCE_YOUR_CALM,
        () -> {
          for (int count = 0; count < FrameQueue.MAX_REPLIES; count++) {
            server.receives(new Frame.Ping(1));
          }
        });
  }

  @Test
  void goAwayEndsTheStreamsThatWereNotProcessed() throws Exception {
    SessionUnderTest client = SessionUnderTest.client(3);
    StreamControl processed = client.opens(EndStream.NO);
    StreamControl notProcessed = client.opens(EndStream.NO);
    client.receives(new Frame.GoAway(1, 0, EMPTY));
    assertEquals(StreamState.OPEN, client.state(processed));
    assertEquals(StreamState.CLOSED, client.state(notProcessed));
    assertInstanceOf(
        RequestNotProcessedException.class, client.call(notProcessed::failure).orElseThrow());
    assertTrue(client.call(client.session()::reserve).isEmpty());
    client.receivesHeaders(1, ":status 200", EndStream.YES);
    assertEquals(StreamState.HALF_CLOSED_REMOTE, client.state(processed));
  }

  @Test
  void aResetSaysWhetherTheRequestWasProcessed() throws Exception {
    assertEquals(
        "the stream was refused", failureAfterReset(ErrorCode.REFUSED_STREAM, "").getMessage());
    assertInstanceOf(
        RequestNotProcessedException.class, failureAfterReset(ErrorCode.REFUSED_STREAM, ""));
    assertInstanceOf(SocketException.class, failureAfterReset(ErrorCode.CANCEL, ""));
    assertInstanceOf(SocketException.class, failureAfterReset(ErrorCode.NO_ERROR, ""));
    assertInstanceOf(PeerDoneException.class, failureAfterReset(ErrorCode.NO_ERROR, "ended"));
  }

  private static Exception failureAfterReset(ErrorCode code, String ended) throws Exception {
    SessionUnderTest client = SessionUnderTest.client(3);
    StreamControl stream = client.opens(EndStream.NO);
    if (!ended.isEmpty()) {
      client.receivesHeaders(1, ":status 200", EndStream.YES);
    }
    client.receives(new Frame.RstStream(1, code.code()));
    return client.call(stream::failure).orElseThrow();
  }

  private StreamControl opened(int id) throws Http2Exception {
    server.receivesHeaders(id, HEAD, EndStream.NO);
    return server.accepts();
  }

  private int window(StreamControl stream) {
    return server.call(() -> stream.output().availableWindow());
  }

  private void receivesMuch(int stream, int bytes) throws Http2Exception {
    for (int sent = 0; sent < bytes; sent += Frame.MAX_PAYLOAD) {
      server.receivesData(stream, Frame.MAX_PAYLOAD, EndStream.NO);
    }
  }

  private static ByteBuffer hpack(int octet) {
    return ByteBuffer.wrap(new byte[] {(byte) octet});
  }

  private static Frame settings(int identifier, long value) {
    return new Frame.Settings(List.of(new Setting(identifier, value)));
  }

  private static void assertConnectionError(ErrorCode code, Executable executable) {
    assertEquals(code, assertThrows(Http2Exception.class, executable).code());
  }
}
