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
import org.junit.jupiter.api.Test;

/// What can be seen of a peer that nobody reads from.
class PeerLivenessTest {
  @AutoClose
  private final Listener listener =
      Listener.open(Endpoint.parse("127.0.0.1:0"), Listener.OWNER_ONLY);

  @AutoClose private final Peer peer = Peer.connect((Endpoint) listener.address());
  @AutoClose private final SocketConnection connection = listener.accept();
  private final PeerLiveness presence = connection.liveness();

  PeerLivenessTest() throws IOException {}

  private void shows(PeerState sign) {
    Await.until("the peer is " + sign, () -> look() == sign);
  }

  private PeerState look() {
    presence.probe();
    return presence.state();
  }

  @Test
  void aSilentPeerIsHere() {
    assertEquals(PeerState.CONNECTED, look());
  }

  @Test
  void aPeerThatEndsIsSeen() {
    peer.ends();
    shows(PeerState.HALF_CLOSED);
  }

  @Test
  void aPeerThatResetsIsSeen() {
    peer.resets();
    shows(PeerState.BROKEN);
  }

  @Test
  void whatCameEarlyIsStillToBeRead() throws IOException {
    byte[] early = "GET / HTTP/1.1\r\n".repeat(500).getBytes(StandardCharsets.US_ASCII);
    peer.sendsBytes(early).ends();
    shows(PeerState.HALF_CLOSED);
    assertArrayEquals(early, connection.reader().bytes(early.length));
    assertEquals(-1, connection.reader().peek());
  }

  @Test
  void aPeerThatSendsWithoutEndIsKeptOnlyALittleOf() {
    peer.sendsBytes(new byte[100_000]);
    for (int i = 0; i < 100; i++) {
      assertEquals(PeerState.CONNECTED, look());
    }
    assertTrue(connection.reader().buffered() < 20_000);
  }
}
