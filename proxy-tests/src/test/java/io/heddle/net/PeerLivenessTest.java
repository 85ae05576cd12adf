package io.heddle.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.net.PeerLiveness.Sign;
import io.heddle.support.Await;
import io.heddle.support.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What can be seen of a peer that nobody reads from.
class PeerLivenessTest {
  @AutoClose
  private final Listener listener = Listener.open(Endpoint.parse("127.0.0.1:0"), Listener.OWNER);

  @AutoClose private final Peer peer = Peer.connect((Endpoint) listener.address());
  @AutoClose private final SocketConnection connection = listener.accept();
  private final PeerLiveness presence = connection.presence();

  PeerLivenessTest() throws IOException {}

  private void shows(Sign sign) {
    Await.until("the peer is " + sign, () -> look() == sign);
  }

  private Sign look() {
    presence.look();
    return presence.sign();
  }

  @Test
  void aSilentPeerIsHere() {
    assertEquals(Sign.HERE, look());
  }

  @Test
  void aPeerThatEndsIsSeen() {
    peer.ends();
    shows(Sign.ENDED);
  }

  @Test
  void aPeerThatResetsIsSeen() {
    peer.resets();
    shows(Sign.GONE);
  }

  @Test
  void whatCameEarlyIsStillToBeRead() throws IOException {
    byte[] early = "GET / HTTP/1.1\r\n".repeat(500).getBytes(StandardCharsets.US_ASCII);
    peer.sendsBytes(early).ends();
    shows(Sign.ENDED);
    assertArrayEquals(early, connection.reader().bytes(early.length));
    assertEquals(-1, connection.reader().peek());
  }

  @Test
  void aPeerThatSendsWithoutEndIsKeptOnlyALittleOf() {
    peer.sendsBytes(new byte[100_000]);
    for (int i = 0; i < 100; i++) {
      assertEquals(Sign.HERE, look());
    }
    assertTrue(connection.reader().buffered() < 20_000);
  }
}
