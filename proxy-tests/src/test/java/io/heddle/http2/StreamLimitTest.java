package io.heddle.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Limits of one connection: of active streams (RFC 9113 §5.1.2), of streams that are served, of
/// refusals and of the idle time.
@Tag("component")
class StreamLimitTest {
  private final SessionUnderTest server = SessionUnderTest.server(2);

  @Test
  void aStreamAboveTheLimitIsRefused() throws Exception {
    server.receivesRequest(1);
    server.receivesRequest(3);
    server.receivesHeaders(5, SessionUnderTest.REQUEST, EndStream.NO);
    assertEquals(List.of("RST_STREAM 5 REFUSED_STREAM"), server.sent());
    assertFalse(server.call(() -> server.session().accepted().isReady()));
  }

  /// CVE-2023-44487.
  @Test
  void aStreamIsServedAfterThoseThatWereResetHaveBeen() throws Exception {
    server.receivesRequest(1);
    server.receivesRequest(3);
    server.receives(new Frame.RstStream(1, 8)).receives(new Frame.RstStream(3, 8));
    server.receivesHeaders(5, SessionUnderTest.REQUEST, EndStream.NO);
    assertFalse(server.call(() -> server.session().accepted().isReady()));
    server.run(server.session()::finishServing);
    assertEquals(5, server.accepts().id());
    assertEquals(List.of(), server.sent());
  }

  /// RFC 9113 §5.1.2: only streams that are open or half-closed count.
  @Test
  void aStreamThatHasEndedDoesNotCountAlthoughItsThreadHasNotFinished() throws Exception {
    for (int id = 1; id < 4; id += 2) {
      server.receivesHeaders(id, SessionUnderTest.REQUEST, EndStream.YES);
      server.answers(server.accepts(), EndStream.YES).sent();
    }
    server.receivesHeaders(5, SessionUnderTest.REQUEST, EndStream.YES);
    server.receivesHeaders(7, SessionUnderTest.REQUEST, EndStream.YES);
    assertFalse(server.call(() -> server.session().accepted().isReady()));
    assertEquals(List.of(), server.sent());
    server.run(server.session()::finishServing);
    assertEquals(5, server.accepts().id());
  }

  @Test
  void aStreamThatIsResetBeforeItIsServedIsNotServed() throws Exception {
    server.receivesHeaders(1, SessionUnderTest.REQUEST, EndStream.NO);
    server.receivesHeaders(3, SessionUnderTest.REQUEST, EndStream.NO);
    server.receives(new Frame.RstStream(1, 8));
    assertEquals(3, server.accepts().id());
  }

  @Test
  void refusalsOfAClientThatCannotKnowAreNoFlood() throws Exception {
    server.run(server.session().lifecycle()::goAway);
    for (int count = 0; count < 2 * FloodGuard.BURST; count++) {
      server.receivesHeaders(2 * count + 1, SessionUnderTest.REQUEST, EndStream.YES).sent();
    }
  }

  @Test
  void resetsByAServerAreNoFlood() throws Exception {
    SessionUnderTest client = SessionUnderTest.client(2);
    for (int count = 0; count < 2 * FloodGuard.BURST; count++) {
      StreamEntry stream = client.opens(EndStream.NO);
      client.receives(new Frame.RstStream(stream.id(), 8));
    }
  }

  @Test
  void aServerThatRefusesAStreamGetsNoMore() throws Exception {
    SessionUnderTest client = SessionUnderTest.client(3);
    StreamEntry refused = client.opens(EndStream.NO);
    StreamEntry other = client.opens(EndStream.NO);
    client.receives(new Frame.RstStream(refused.id(), ErrorCode.REFUSED_STREAM.code()));
    assertTrue(client.call(client.session()::reserve).isEmpty());
    assertEquals(StreamState.OPEN, client.state(other));
  }

  @Test
  void settingsAndPingsDoNotMakeAConnectionBusy() throws Exception {
    Duration minute = Duration.ofMinutes(1);
    server.passes(Duration.ofSeconds(40));
    server.receives(new Frame.Settings(List.of())).receives(new Frame.Ping(1));
    assertEquals(Duration.ofSeconds(20), server.remainingIdle(minute));
    StreamEntry stream = server.receivesRequest(1);
    server.passes(minute).answers(stream, EndStream.NO);
    assertTrue(server.call(server.session()::isBusy));
    server.run(() -> stream.abandon(ErrorCode.CANCEL));
    server.run(server.session()::finishServing);
    assertFalse(server.call(server.session()::isBusy));
    assertEquals(minute, server.remainingIdle(minute));
  }
}
