package io.heddle.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Setting;
import io.heddle.net.RequestNotProcessedException;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Streams of ours: their places, and when they are opened (RFC 9113 §5.1.1, §5.1.2).
@Tag("component")
class StreamOpeningTest {
  @Test
  void aStreamIsOpenedByItsFirstHeaders() throws Exception {
    SessionUnderTest client = SessionUnderTest.client(10);
    StreamEntry stream = client.call(client.session()::reserve).orElseThrow();
    assertEquals(StreamState.IDLE, client.state(stream));
    sendsRequest(client, stream);
    assertEquals(StreamState.OPEN, client.state(stream));
    assertEquals(List.of("HEADERS 1 :method GET"), client.sent());
  }

  @Test
  void numbersAreGivenInTheOrderOfOpening() throws Exception {
    SessionUnderTest client = SessionUnderTest.client(10);
    StreamEntry first = client.call(client.session()::reserve).orElseThrow();
    StreamEntry second = client.call(client.session()::reserve).orElseThrow();
    sendsRequest(client, second);
    sendsRequest(client, first);
    assertEquals(1, second.id());
    assertEquals(3, first.id());
  }

  @Test
  void placesAreLimitedByThePeerAndByUs() throws Exception {
    Setting three = new Setting(Setting.MAX_CONCURRENT_STREAMS, 3);
    assertEquals(3, places(SessionUnderTest.client(10, three)));
    assertEquals(2, places(SessionUnderTest.client(2, three)));
    assertEquals(0, places(SessionUnderTest.server(10)));
  }

  @Test
  void aPlaceThatIsNotUsedIsFreeAgain() throws Exception {
    SessionUnderTest client = SessionUnderTest.client(1);
    StreamEntry stream = client.call(client.session()::reserve).orElseThrow();
    assertTrue(client.call(client.session()::reserve).isEmpty());
    client.run(() -> stream.abandon(ErrorCode.CANCEL));
    client.run(() -> stream.abandon(ErrorCode.CANCEL));
    assertEquals(List.of(), client.sent());
    assertEquals(StreamState.CLOSED, client.state(stream));
    assertThrows(SocketException.class, () -> client.run(() -> stream.output().checkSendable()));
    assertEquals(1, places(client));
  }

  @Test
  void aReservedStreamMayBeOpenedWhileDraining() throws Exception {
    SessionUnderTest client = SessionUnderTest.client(10);
    StreamEntry stream = client.call(client.session()::reserve).orElseThrow();
    client.run(client.session().lifecycle()::drain);
    assertTrue(client.call(client.session()::reserve).isEmpty());
    client.run(() -> stream.output().checkSendable());
    sendsRequest(client, stream);
    assertEquals(StreamState.OPEN, client.state(stream));
  }

  @Test
  void aReservedStreamIsNotOpenedAfterGoAway() throws Exception {
    SessionUnderTest client = SessionUnderTest.client(10);
    StreamEntry stream = client.call(client.session()::reserve).orElseThrow();
    client.run(client.session().lifecycle()::goAway);
    assertThrows(
        RequestNotProcessedException.class,
        () -> client.run(() -> stream.output().checkSendable()));
    assertThrows(RequestNotProcessedException.class, () -> client.call(stream::pollHead));
    assertEquals(StreamState.IDLE, client.state(stream));
    client.run(() -> stream.abandon(ErrorCode.CANCEL));
    assertTrue(client.call(() -> client.session().streams().isEmpty()));
    assertEquals(List.of(), client.sent());
  }

  private static void sendsRequest(SessionUnderTest client, StreamEntry stream) {
    client.run(
        () -> stream.output().sendHeaders(SessionUnderTest.headers(":method GET"), EndStream.NO));
  }

  private static int places(SessionUnderTest session) {
    int places = 0;
    Optional<StreamEntry> place = session.call(session.session()::reserve);
    while (place.isPresent()) {
      places++;
      place = session.call(session.session()::reserve);
    }
    return places;
  }
}
