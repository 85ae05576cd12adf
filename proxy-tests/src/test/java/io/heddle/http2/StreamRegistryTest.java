package io.heddle.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.http2.frame.Http2Exception;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Numbers and places of streams (RFC 9113 §5.1.1, §5.1.2).
@Tag("component")
class StreamRegistryTest {
  private final StreamRegistry client = new StreamRegistry(Role.CLIENT);
  private final StreamRegistry server = new StreamRegistry(Role.SERVER);

  @Test
  void clientsUseOddNumbersAndServersEvenOnes() {
    assertEquals(1, client.takeLocalId());
    assertEquals(3, client.takeLocalId());
    assertEquals(2, server.takeLocalId());
    assertTrue(server.isNewByPeer(1));
    assertFalse(server.isNewByPeer(2));
    assertTrue(client.isNewByPeer(2));
    assertFalse(client.isNewByPeer(1));
  }

  @Test
  void aNumberIsNewIfItIsHigherThanAllBefore() {
    server.markUsedByPeer(5);
    assertEquals(5, server.lastByPeer());
    assertFalse(server.isNewByPeer(3));
    assertFalse(server.isNewByPeer(5));
    assertTrue(server.isNewByPeer(7));
  }

  /// Numbers that the peer has left out are closed, not idle.
  @Test
  void framesOnStreamsThatAreClosedBelongToNone() throws Exception {
    server.markUsedByPeer(5);
    assertEquals(Optional.empty(), server.findReceiver(3));
    assertEquals(Optional.empty(), server.findReceiver(5));
    client.takeLocalId();
    assertEquals(Optional.empty(), client.findReceiver(1));
  }

  /// Memory of closed streams is bounded.
  @Test
  void lateFramesOnStreamsOfLongAgoAreIgnored() throws Exception {
    server.markUsedByPeer(5);
    int newest = 5 + 2 * ClosedStreams.REMEMBERED;
    server.markUsedByPeer(newest);
    server.closed().checkLateFrame(3);
    server.closed().noteClosed(5, ClosedStreams.Cause.END_STREAM);
    server.closed().checkLateFrame(5);
    server.closed().checkLateFrame(newest);
    assertThrows(Http2Exception.class, () -> server.closed().checkLateFrame(7));
    assertThrows(Http2Exception.class, () -> server.closed().checkLateFrame(newest - 2));
    server.markUsedByPeer(Integer.MAX_VALUE);
    server.closed().checkLateFrame(newest);
  }

  @Test
  void framesOnStreamsThatAreIdleAreErrors() {
    assertThrows(Http2Exception.class, () -> server.findReceiver(1));
    assertThrows(Http2Exception.class, () -> server.findReceiver(2));
    client.takeLocalId();
    assertThrows(Http2Exception.class, () -> client.findReceiver(3));
    assertThrows(Http2Exception.class, () -> client.findReceiver(2));
  }

  @Test
  void placesAreReservedUpToALimit() {
    assertTrue(client.isEmpty());
    assertTrue(client.reserve(2));
    assertTrue(client.reserve(2));
    assertFalse(client.reserve(2));
    assertFalse(client.isEmpty());
    client.release();
    assertTrue(client.reserve(2));
  }

  @Test
  void noPlaceIsFreeOnceAllNumbersAreUsed() {
    while (client.takeLocalId() < Integer.MAX_VALUE) {
      // A billion calls take about a second.
    }
    assertFalse(client.reserve(1));
  }
}
