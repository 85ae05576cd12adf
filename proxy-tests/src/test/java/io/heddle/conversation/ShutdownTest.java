package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.server.ListenException;
import io.heddle.support.Await;
import io.heddle.support.FloodingSender;
import io.heddle.support.JvmResources;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.StubLookup;
import io.heddle.support.TunnelPeers;
import io.heddle.support.UnresponsiveOrigin;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How the proxy starts and ends.
@Tag("conversation")
class ShutdownTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Origin origin = Origin.start();

  @AfterEach
  void close() {
    origin.close();
  }

  /// A drain under way, in a thread of its own.
  private static Thread drains(ProxyUnderTest proxy, Duration patience) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            proxy.server().drain(patience);
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }

  private static void refusesNewConnections(ProxyUnderTest proxy) {
    Await.until(
        "new connections are refused",
        () -> {
          try (Peer _ = proxy.client()) {
            return false;
          } catch (UncheckedIOException e) {
            return true;
          }
        });
  }

  @Test
  void aRunningTunnelMayEnd() throws InterruptedException {
    try (var proxy = ProxyUnderTest.start();
        var tunnel = TunnelPeers.open(proxy, origin)) {
      Thread drain = drains(proxy, LONG);
      refusesNewConnections(proxy);
      tunnel.client().sendsText("one more thing").ends();
      tunnel.server().receivesText("one more thing").receivesEnd().sendsText("yes").ends();
      tunnel.client().receivesText("yes").receivesEnd();
      assertTrue(drain.join(PATIENCE));
    }
  }

  /// Browsers open connections that they may need later.
  @Test
  void aClientWithoutARequestHasASecond() throws InterruptedException {
    try (var proxy = ProxyUnderTest.start();
        Peer silent = proxy.client();
        Peer slow = proxy.client()) {
      slow.sendsText("GET http://");
      Await.until("both are accepted", () -> proxy.server().connections().count() == 2);
      Thread drain = drains(proxy, LONG);
      silent.receivesEnd();
      slow.receivesEnd();
      assertTrue(drain.join(PATIENCE));
    }
  }

  @Test
  void aTunnelThatDoesNotEndIsCutAfterThePatience() throws InterruptedException {
    try (var proxy = ProxyUnderTest.start();
        var tunnel = TunnelPeers.open(proxy, origin)) {
      Thread drain = drains(proxy, Duration.ofMillis(200));
      tunnel.client().receivesReset();
      tunnel.server().receivesReset();
      assertTrue(drain.join(PATIENCE));
      assertEquals(0, proxy.server().connections().count());
    }
  }

  @Test
  void withNothingToWaitForItEndsAtOnce() throws InterruptedException {
    try (var proxy = ProxyUnderTest.start()) {
      assertTrue(drains(proxy, LONG).join(PATIENCE));
    }
  }

  @Test
  void whateverAConnectionWaitsForItIsCut() throws InterruptedException {
    // A first proxy has the JDK start what it keeps.
    ProxyUnderTest.start().close();
    JvmResources base = JvmResources.now();
    try (var names = new StubLookup();
        var deaf = UnresponsiveOrigin.start("127.0.0.1", 0);
        var proxy = ProxyUnderTest.with().lookup(names, LONG).start();
        var silent = proxy.client();
        var insideHandshake = proxy.client().sends("05");
        var lookingUp = proxy.client();
        var connecting = proxy.client();
        var refused = proxy.client();
        var stuck = TunnelPeers.open(proxy, origin);
        var halfClosed = TunnelPeers.open(proxy, origin)) {
      lookingUp.sends("04 01 00 50 00 00 00 01 00 73 74 75 63 6b 00");
      int port = deaf.address().port();
      connecting.sends("04 01 %02x %02x 7f 00 00 01 00".formatted(port >> 8, port & 0xff));
      refused.sends("04 02 00 50 7f 00 00 01 00").receives("00 5b 00 00 00 00 00 00");
      halfClosed.client().ends();
      halfClosed.server().receivesEnd();
      Await.until("all are there", () -> proxy.server().connections().count() == 7);
      Await.until("a name is looked up", () -> names.underWay() == 1);
      // Its server does not read.
      try (var _ = FloodingSender.from(stuck.client())) {
        Thread drain = drains(proxy, Duration.ofMillis(100));
        assertTrue(drain.join(PATIENCE));
        assertEquals(0, proxy.server().connections().count());
        stuck.client().close();
      }
      silent.receivesEndOrReset();
      insideHandshake.receivesEndOrReset();
      lookingUp.receivesEndOrReset();
      connecting.receivesEndOrReset();
      refused.receivesEnd();
      halfClosed.client().receivesReset();
    }
    Await.until("no more is held than " + base, () -> JvmResources.now().isWithin(base));
  }

  @Test
  void aTunnelCutInTheMiddleDoesNotLookComplete() throws InterruptedException {
    try (var proxy = ProxyUnderTest.start();
        var tunnel = TunnelPeers.open(proxy, origin)) {
      tunnel.server().sendsText("the first half");
      tunnel.client().receivesText("the first half");
      proxy.server().drain(Duration.ZERO);
      tunnel.client().receivesReset();
    }
  }

  @Test
  void aSecondProxyOnThePortFailsAndSaysWhere() {
    try (var proxy = ProxyUnderTest.start()) {
      String address = proxy.address().toString();
      ListenException e =
          assertThrows(
              ListenException.class,
              () -> ProxyUnderTest.with().listen(address).tryToStart().close());
      assertEquals(address, e.address().toString());
      assertEquals("cannot listen on " + address, e.getMessage());
      assertInstanceOf(BindException.class, e.getCause());
      try (var tunnel = TunnelPeers.open(proxy, origin)) {
        tunnel.client().sendsText("not disturbed");
        tunnel.server().receivesText("not disturbed");
      }
    }
  }

  @Test
  void aPortIsFreeAgainAtOnce() throws InterruptedException {
    var first = ProxyUnderTest.start();
    try (var tunnel = TunnelPeers.open(first, origin)) {
      // The proxy closes first, so the kernel remembers this connection for a while.
      first.server().drain(Duration.ZERO);
      tunnel.client().receivesReset();
    }
    try (var second = ProxyUnderTest.with().listen(first.address().toString()).start();
        var tunnel = TunnelPeers.open(second, origin)) {
      tunnel.client().sendsText("hello");
      tunnel.server().receivesText("hello");
    }
  }
}
