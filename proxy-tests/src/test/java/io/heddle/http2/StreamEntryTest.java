package io.heddle.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.Http2Exception;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the user of a stream does, without waiting.
@Tag("component")
class StreamEntryTest {
  private final SessionUnderTest server = SessionUnderTest.server(10);

  @Test
  void theEndIsSentOnce() throws Exception {
    StreamEntry stream = opened(EndStream.NO);
    server.answers(stream, EndStream.NO).sent();
    server.run(() -> stream.output().end());
    server.run(() -> stream.output().end());
    assertEquals(List.of("DATA 1 0 END_STREAM"), server.sent());
    assertEquals(StreamState.HALF_CLOSED_LOCAL, server.state(stream));
  }

  @Test
  void nothingIsSentAfterTheEnd() throws Exception {
    StreamEntry stream = opened(EndStream.NO);
    server.answers(stream, EndStream.YES);
    assertThrows(SocketException.class, () -> server.run(() -> stream.output().checkSendable()));
  }

  @Test
  void nothingIsSentToAPeerThatIsDone() throws Exception {
    SessionUnderTest client = SessionUnderTest.client(10);
    StreamEntry stream = client.opens(EndStream.NO);
    client.receivesHeaders(1, ":status 200", EndStream.YES).sent();
    client.receives(new Frame.RstStream(1, ErrorCode.NO_ERROR.code()));
    client.run(() -> stream.output().end());
    assertEquals(List.of(), client.sent());
    assertThrows(SocketException.class, () -> client.run(() -> stream.output().checkSendable()));
    assertEquals(200, Integer.parseInt(status(client, stream)));
    assertEquals(-1, reads(client, stream, 10));
  }

  @Test
  void payloadIsReadBeforeAReset() throws Exception {
    StreamEntry stream = opened(EndStream.NO);
    server.receivesData(1, 7, EndStream.NO).receives(new Frame.RstStream(1, 8));
    assertEquals(5, reads(server, stream, 5));
    assertEquals(2, reads(server, stream, 5));
    assertThrows(SocketException.class, () -> reads(server, stream, 5));
  }

  @Test
  void theEndIsReadAfterThePayload() throws Exception {
    StreamEntry stream = opened(EndStream.NO);
    assertEquals(0, reads(server, stream, 5));
    server.receivesData(1, 5, EndStream.YES);
    assertEquals(5, reads(server, stream, 5));
    assertEquals(-1, reads(server, stream, 5));
    assertTrue(server.call(stream::pollHead).isPresent());
    assertThrows(EOFException.class, () -> server.call(stream::pollHead));
  }

  @Test
  void anAbandonedStreamIsReset() throws Exception {
    StreamEntry stream = opened(EndStream.NO);
    server.run(() -> stream.abandon(stream.abandonCode()));
    server.run(() -> stream.abandon(stream.abandonCode()));
    assertEquals(List.of("RST_STREAM 1 CANCEL"), server.sent());
    assertEquals(StreamState.CLOSED, server.state(stream));
  }

  /// RFC 9113 §8.1: the client need not send the rest of its request.
  @Test
  void aStreamThatIsAnsweredIsResetWithoutError() throws Exception {
    StreamEntry stream = opened(EndStream.NO);
    server.answers(stream, EndStream.YES).sent();
    server.run(() -> stream.abandon(stream.abandonCode()));
    assertEquals(List.of("RST_STREAM 1 NO_ERROR"), server.sent());
  }

  @Test
  void aStreamThatHasEndedIsNotReset() throws Exception {
    StreamEntry stream = opened(EndStream.YES);
    server.answers(stream, EndStream.YES).sent();
    assertEquals(StreamState.CLOSED, server.state(stream));
    server.run(() -> stream.abandon(stream.abandonCode()));
    server.run(() -> stream.reset(ErrorCode.PROTOCOL_ERROR));
    assertEquals(List.of(), server.sent());
  }

  @Test
  void theEndOfTheConnectionEndsAllStreams() throws Exception {
    StreamEntry stream = opened(EndStream.YES);
    server.run(() -> server.session().lifecycle().close(ErrorCode.PROTOCOL_ERROR, "because"));
    server.run(() -> server.session().lifecycle().close(ErrorCode.NO_ERROR, ""));
    server.run(() -> server.session().lifecycle().goAway());
    assertEquals(List.of("GOAWAY 1 PROTOCOL_ERROR because"), server.sent());
    assertEquals(StreamState.CLOSED, server.state(stream));
    IOException failure = server.call(stream::failure).orElseThrow();
    assertInstanceOf(SocketException.class, failure);
    assertTrue(failure.getMessage().endsWith("because"), failure::getMessage);
    assertTrue(server.call(() -> server.session().sender().isClosed()));
  }

  @Test
  void aClientIsToldOfTheEndOnce() throws Exception {
    opened(EndStream.YES);
    server.run(server.session().lifecycle()::goAway);
    server.run(server.session().lifecycle()::goAway);
    assertEquals(List.of("GOAWAY 1 NO_ERROR"), server.sent());
  }

  private StreamEntry opened(EndStream endStream) throws Http2Exception {
    server.receivesHeaders(1, SessionUnderTest.REQUEST, endStream);
    return server.accepts();
  }

  private static int reads(SessionUnderTest session, StreamEntry stream, int most)
      throws IOException {
    return session.<Integer, IOException>call(() -> stream.read(ByteBuffer.allocate(most)));
  }

  private static String status(SessionUnderTest session, StreamEntry stream) throws IOException {
    return session.call(stream::pollHead).orElseThrow().first(":status").orElseThrow();
  }
}
