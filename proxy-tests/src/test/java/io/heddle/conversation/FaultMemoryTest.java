package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import io.heddle.support.Faults;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TunnelPeers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Memory of the bytes that a fault holds back.
@Tag("conversation")
class FaultMemoryTest {
  private static final Duration DELAY = Duration.ofMillis(60);

  private final Origin origin = Origin.start();

  @AfterEach
  void close() {
    origin.close();
  }

  @Test
  void aResetOfTheClientDuringTheDelayGivesTheMemoryBack() {
    try (var proxy = ProxyUnderTest.with().rules(Faults.rule(Faults.delay(DELAY))).start();
        var tunnel = TunnelPeers.open(proxy, origin)) {
      long before = proxy.connectionMemoryUsed();
      tunnel.client().sendsText("never mind");
      Await.until("bytes are held", () -> proxy.connectionMemoryUsed() > before);
      tunnel.client().resets();
      tunnel.server().receivesReset();
      Await.until("all memory is given back", () -> proxy.connectionMemoryUsed() == 0);
    }
  }

  @Test
  void whatIsHeldForAServerThatNeverReadsIsBounded() {
    int bound = 8 << 20;
    try (var proxy = ProxyUnderTest.with().rules(Faults.rule(Faults.delay(DELAY))).start()) {
      try (var tunnel = TunnelPeers.open(proxy, origin)) {
        Thread.startVirtualThread(() -> floods(tunnel.client()));
        Await.until("much is held", () -> proxy.connectionMemoryUsed() > bound / 2);
        assertTrue(proxy.connectionMemoryUsed() < bound + (1 << 16));
      }
      Await.until("all memory is given back", () -> proxy.connectionMemoryUsed() == 0);
    }
  }

  private static void floods(Peer client) {
    try {
      while (true) {
        client.sendsBytes(new byte[1 << 16]);
      }
    } catch (RuntimeException e) {
      // The tunnel is closed.
    }
  }
}
