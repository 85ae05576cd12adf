package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.fault.FaultKind;
import io.heddle.support.AdminUnderTest;
import io.heddle.support.Await;
import io.heddle.support.Faults;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TunnelPeers;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a reset on purpose does to a tunnel of which one side has ended its stream.
@Tag("conversation")
class FaultyResetTest {
  private final Origin origin = Origin.start();

  @AfterEach
  void close() {
    origin.close();
  }

  @Test
  void bothEndsAreResetAfterTheServerHasEndedItsStream() {
    try (var proxy = resetsAfter(10);
        var tunnel = TunnelPeers.open(proxy, origin)) {
      tunnel.server().sendsText("pong").ends();
      tunnel.client().receivesText("pong").receivesEnd();
      tunnel.client().sendsText("ping by ping");
      tunnel.server().receivesText("ping b").receivesReset();
      Await.until("the tunnel has ended", () -> proxy.server().connections().count() == 0);
      assertThrows(UncheckedIOException.class, () -> sendsOnAndOn(tunnel.client()));
      assertEquals(1, proxy.faults(FaultKind.RESET));
    }
  }

  @Test
  void bothEndsAreResetAfterTheClientHasEndedItsStream() {
    try (var proxy = resetsAfter(10);
        var tunnel = TunnelPeers.open(proxy, origin)) {
      tunnel.client().sendsText("ping").ends();
      tunnel.server().receivesText("ping").receivesEnd().sendsText("pong by pong");
      tunnel.client().receivesText("pong b").receivesReset();
      Await.until("the tunnel has ended", () -> proxy.server().connections().count() == 0);
      assertThrows(UncheckedIOException.class, () -> sendsOnAndOn(tunnel.server()));
      assertEquals(1, proxy.faults(FaultKind.RESET));
    }
  }

  @Test
  void aTunnelThatEndsBeforeTheLastByteIsNotReset() {
    try (var proxy = resetsAfter(10);
        var tunnel = TunnelPeers.open(proxy, origin)) {
      tunnel.server().sendsText("pong").ends();
      tunnel.client().receivesText("pong").receivesEnd().sendsText("ping").ends();
      tunnel.server().receivesText("ping").receivesEnd();
      Await.until("the tunnel has ended", () -> proxy.server().connections().count() == 0);
      assertEquals(0, proxy.faults(FaultKind.RESET));
    }
  }

  @Test
  void aServerThatLeavesAfterItsAnswerIsNoInjectedReset() {
    try (var proxy = resetsAfter(1 << 20);
        var tunnel = TunnelPeers.open(proxy, origin)) {
      tunnel.client().sendsText("unread");
      tunnel.server().sendsText("no").ends();
      tunnel.client().receivesText("no").receivesEnd();
      tunnel.server().resets();
      assertThrows(UncheckedIOException.class, () -> sendsOnAndOn(tunnel.client()));
      assertEquals(0, proxy.faults(FaultKind.RESET));
    }
  }

  @Test
  void theHistorySaysThatTheProxyHasEndedTheTunnel() {
    try (var proxy = resetsAfter(4);
        var admin = AdminUnderTest.of(proxy);
        var tunnel = TunnelPeers.open(proxy, origin)) {
      tunnel.client().sendsText("ping");
      tunnel.server().receivesText("ping").receivesReset();
      Await.until("the tunnel has ended", () -> proxy.server().connections().count() == 0);
      String listed = admin.body("/requests");
      assertTrue(listed.contains("\"fault\":\"reset-after:4B\""), listed);
      assertTrue(listed.contains("\"ended-by\":\"proxy\""), listed);
    }
  }

  private static ProxyUnderTest resetsAfter(long bytes) {
    return ProxyUnderTest.with().rules(Faults.rule(Faults.resetAfter(bytes))).start();
  }

  /// Fails once the other end is gone.
  private static void sendsOnAndOn(Peer peer) {
    for (int i = 0; i < 1_000_000; i++) {
      peer.sendsText("x");
    }
  }
}
