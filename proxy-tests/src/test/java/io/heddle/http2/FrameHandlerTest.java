package io.heddle.http2;

import static io.heddle.http2.SessionUnderTest.assertConnectionError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.Setting;
import io.heddle.net.RequestNotProcessedException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What received frames do to the connection. [StreamFramesTest] has what they do to a stream.
@Tag("component")
class FrameHandlerTest {
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
  void aStreamThatThePeerOpensIsAccepted() throws Exception {
    server.receivesHeaders(1, SessionUnderTest.REQUEST, EndStream.YES);
    StreamEntry stream = server.accepts();
    assertEquals(1, stream.id());
    assertEquals(StreamState.HALF_CLOSED_REMOTE, server.state(stream));
    assertEquals(
        SessionUnderTest.headers(SessionUnderTest.REQUEST),
        server.call(stream::pollHead).orElseThrow());
    assertEquals(List.of(), server.sent());
  }

  @Test
  void aRefusedStreamIsClosed() throws Exception {
    server.run(server.session().lifecycle()::goAway);
    server.receivesHeaders(1, SessionUnderTest.REQUEST, EndStream.NO);
    assertEquals(List.of("GOAWAY 0 NO_ERROR", "RST_STREAM 1 REFUSED_STREAM"), server.sent());
    server.receivesData(1, 5, EndStream.YES);
    assertEquals(List.of(), server.sent());
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
        ErrorCode.PROTOCOL_ERROR,
        () -> server.receivesHeaders(2, SessionUnderTest.REQUEST, EndStream.NO));
  }

  @Test
  void floodsEndTheConnection() throws Exception {
    server.receivesRequest(1);
    for (Frame frame :
        List.of(
            new Frame.Ping(1),
            new Frame.SettingsAck(),
            settings(Setting.ENABLE_PUSH, 0),
            new Frame.Ignored(2, 0, 1, EMPTY),
            new Frame.RstStream(1, 8),
            new Frame.Data(1, EMPTY, 0, EndStream.NO))) {
      SessionUnderTest flooded = SessionUnderTest.server(2);
      flooded.receivesHeaders(1, SessionUnderTest.REQUEST, EndStream.NO);
      assertConnectionError(
          ErrorCode.ENHANCE_YOUR_CALM,
          () -> {
            for (int count = 0; count < 2 * FloodGuard.BURST; count++) {
              flooded.receives(frame).sent();
            }
          });
    }
  }

  /// MadeYouReset (CVE-2025-8671): the client breaks the protocol of each stream that it opens.
  @Test
  void streamsThatWeAreMadeToResetAreAFlood() {
    assertConnectionError(
        ErrorCode.ENHANCE_YOUR_CALM,
        () -> {
          for (int count = 0; count < 2 * FloodGuard.BURST; count++) {
            int stream = 2 * count + 1;
            server.receivesHeaders(stream, SessionUnderTest.REQUEST, EndStream.NO);
            server.receives(new Frame.WindowUpdate(stream, 0)).sent();
          }
        });
  }

  @Test
  void payloadIsNoFlood() throws Exception {
    server.receivesRequest(1);
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
    StreamEntry processed = client.opens(EndStream.NO);
    StreamEntry notProcessed = client.opens(EndStream.NO);
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
    assertInstanceOf(EarlyResponseException.class, failureAfterReset(ErrorCode.NO_ERROR, "ended"));
  }

  private static Exception failureAfterReset(ErrorCode code, String ended) throws Exception {
    SessionUnderTest client = SessionUnderTest.client(3);
    StreamEntry stream = client.opens(EndStream.NO);
    if (!ended.isEmpty()) {
      client.receivesHeaders(1, ":status 200", EndStream.YES);
    }
    client.receives(new Frame.RstStream(1, code.code()));
    return client.call(stream::failure).orElseThrow();
  }

  private static Frame settings(int identifier, long value) {
    return new Frame.Settings(List.of(new Setting(identifier, value)));
  }
}
