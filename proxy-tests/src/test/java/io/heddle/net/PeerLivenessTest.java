package io.heddle.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.net.PeerLiveness.PeerState;
import io.heddle.support.Await;
import io.heddle.support.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Probes of a peer from which no thread reads.
@Tag("component")
class PeerLivenessTest {
  @AutoClose
  private final Listener listener =
      Listener.open(Endpoint.parse("127.0.0.1:0"), Listener.OWNER_ONLY);

  @AutoClose private final Peer peer = Peer.connect((Endpoint) listener.address());
  @AutoClose private final SocketConnection connection = listener.accept();
  private final PeerLiveness liveness = connection.liveness();

  PeerLivenessTest() throws IOException {}

  private void awaitState(PeerState state) {
    Await.until("the peer is " + state, () -> probe() == state);
  }

  private PeerState probe() {
    liveness.probe();
    return liveness.state();
  }

  @Test
  void aSilentPeerIsConnected() {
    assertEquals(PeerState.CONNECTED, probe());
  }

  @Test
  void aPeerThatEndsIsHalfClosed() {
    peer.ends();
    awaitState(PeerState.HALF_CLOSED);
  }

  @Test
  void aPeerThatResetsIsBroken() {
    peer.resets();
    awaitState(PeerState.BROKEN);
  }

  @Test
  void earlyBytesStayUnread() throws IOException {
    byte[] early = "GET / HTTP/1.1\r\n".repeat(500).getBytes(StandardCharsets.US_ASCII);
    peer.sendsBytes(early).ends();
    awaitState(PeerState.HALF_CLOSED);
    assertArrayEquals(early, connection.reader().bytes(early.length));
    assertEquals(-1, connection.reader().peek());
  }

  @Test
  void anEndlessStreamIsReadAheadToALimit() {
    peer.sendsBytes(new byte[100_000]);
    for (int i = 0; i < 100; i++) {
      assertEquals(PeerState.CONNECTED, probe());
    }
    assertTrue(connection.reader().buffered() < 20_000);
  }
}
