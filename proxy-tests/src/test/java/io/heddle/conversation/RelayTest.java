package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.net.Traffic;
import io.heddle.support.Await;
import io.heddle.support.Flood;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.Tunnel;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a tunnel does to streams: nothing.
class RelayTest {
  private static final long SEED = 42;

  private final Origin origin = Origin.start();

  @AfterEach
  void close() {
    origin.close();
  }

  private Tunnel open(ProxyUnderTest proxy) {
    return Tunnel.open(proxy, origin);
  }

  @Test
  void bytesPassBothWays() {
    try (var proxy = ProxyUnderTest.start();
        var tunnel = open(proxy)) {
      tunnel.client().sendsText("ping");
      tunnel.server().receivesText("ping").sendsText("pong");
      tunnel.client().receivesText("pong");
    }
  }

  @Test
  void theServerMaySpeakFirst() {
    try (var proxy = ProxyUnderTest.start();
        var tunnel = open(proxy)) {
      tunnel.server().sendsText("220 mail.example\r\n");
      tunnel.client().receivesText("220 mail.example\r\n");
    }
  }

  @Test
  void aClientThatEndsStillReceives() {
    try (var proxy = ProxyUnderTest.start();
        var tunnel = open(proxy)) {
      tunnel.client().sendsText("request").ends();
      tunnel.server().receivesText("request").receivesEnd().sendsText("response").ends();
      tunnel.client().receivesText("response").receivesEnd();
    }
  }

  @Test
  void aServerThatEndsStillReceives() {
    try (var proxy = ProxyUnderTest.start();
        var tunnel = open(proxy)) {
      tunnel.server().sendsText("response").ends();
      tunnel.client().receivesText("response").receivesEnd().sendsText("more").ends();
      tunnel.server().receivesText("more").receivesEnd();
    }
  }

  @Test
  void aResetOfTheClientReachesTheServer() {
    try (var proxy = ProxyUnderTest.start();
        var tunnel = open(proxy)) {
      tunnel.client().resets();
      tunnel.server().receivesReset();
    }
  }

  @Test
  void aResetOfTheServerReachesTheClient() {
    try (var proxy = ProxyUnderTest.start();
        var tunnel = open(proxy)) {
      tunnel.server().resets();
      tunnel.client().receivesReset();
    }
  }

  @Test
  void aSilentTunnelIsCut() {
    try (var proxy = ProxyUnderTest.with().idle(Duration.ofMillis(200)).start();
        var tunnel = open(proxy)) {
      tunnel.client().receivesReset();
      tunnel.server().receivesReset();
    }
  }

  @Test
  void aHalfClosedTunnelHasItsOwnLimit() {
    try (var proxy = ProxyUnderTest.with().halfClosed(Duration.ofMillis(200)).start();
        var tunnel = open(proxy)) {
      tunnel.client().ends();
      tunnel.server().receivesEnd();
      tunnel.client().receivesReset();
    }
  }

  @Test
  void nothingIsLeftWhenATunnelEnds() throws InterruptedException {
    try (var proxy = ProxyUnderTest.start()) {
      try (var tunnel = open(proxy)) {
        assertEquals(1, proxy.server().connections().count());
        tunnel.client().ends();
        tunnel.server().receivesEnd().ends();
        tunnel.client().receivesEnd();
      }
      proxy.server().drain(Duration.ofSeconds(10));
      assertEquals(0, proxy.server().connections().count());
    }
  }

  @Test
  void megabytesAfterTheClientsEndArrive() throws InterruptedException {
    byte[] answer = noise(8 << 20);
    try (var proxy = ProxyUnderTest.start();
        var tunnel = open(proxy)) {
      tunnel.client().sendsText("request").ends();
      tunnel.server().receivesText("request").receivesEnd();
      Thread sender = Thread.startVirtualThread(() -> tunnel.server().sendsBytes(answer).ends());
      tunnel.client().receivesBytes(answer).receivesEnd();
      sender.join();
    }
  }

  @Test
  void megabytesAfterTheServersEndArrive() throws InterruptedException {
    byte[] upload = noise(8 << 20);
    try (var proxy = ProxyUnderTest.start();
        var tunnel = open(proxy)) {
      tunnel.server().sendsText("go on").ends();
      tunnel.client().receivesText("go on").receivesEnd();
      Thread sender = Thread.startVirtualThread(() -> tunnel.client().sendsBytes(upload).ends());
      tunnel.server().receivesBytes(upload).receivesEnd();
      sender.join();
    }
  }

  @Test
  void dataBeforeAResetOfTheServerArrives() {
    try (var proxy = ProxyUnderTest.start();
        var tunnel = open(proxy)) {
      tunnel.server().sendsText("the last words").resets();
      tunnel.client().receivesText("the last words").receivesReset();
    }
  }

  @Test
  void dataBeforeAResetOfTheClientArrives() {
    try (var proxy = ProxyUnderTest.start();
        var tunnel = open(proxy)) {
      tunnel.client().sendsText("the last words").resets();
      tunnel.server().receivesText("the last words").receivesReset();
    }
  }

  @Test
  void anAnswerArrivesThoughItsServerResetsDuringTheUpload() {
    try (var proxy = ProxyUnderTest.start();
        var tunnel = open(proxy)) {
      try (var _ = Flood.from(tunnel.client())) {
        tunnel.server().receivesBytes(1000);
        // Closed with unread bytes, the socket resets.
        tunnel.server().sendsText("413 too much").close();
        tunnel.client().receivesText("413 too much").receivesEndOrReset();
        tunnel.client().close();
      }
    }
  }

  @Test
  void aResetOfTheServerDuringTheUploadIsNoEnd() {
    try (var proxy = ProxyUnderTest.start()) {
      for (int i = 0; i < 10; i++) {
        try (var tunnel = open(proxy)) {
          sendsUntilStuck(tunnel.client(), traffic(proxy).upload());
          tunnel.server().resets();
          tunnel.client().receivesReset();
        }
      }
    }
  }

  @Test
  void aResetOfTheClientDuringTheDownloadIsNoEnd() {
    try (var proxy = ProxyUnderTest.start()) {
      for (int i = 0; i < 10; i++) {
        try (var tunnel = open(proxy)) {
          sendsUntilStuck(tunnel.server(), traffic(proxy).download());
          tunnel.client().resets();
          tunnel.server().receivesReset();
        }
      }
    }
  }

  /// Sends to a peer that reads nothing, until the proxy cannot pass on any more.
  private static void sendsUntilStuck(Peer peer, AtomicLong passedOn) {
    byte[] chunk = new byte[16 * 1024];
    for (long sent = chunk.length; ; sent += chunk.length) {
      peer.sendsBytes(chunk);
      long end = System.nanoTime() + Duration.ofMillis(100).toNanos();
      while (passedOn.get() < sent) {
        if (System.nanoTime() > end) {
          return;
        }
        Thread.onSpinWait();
      }
    }
  }

  /// What the one tunnel of the proxy has moved.
  private static Traffic traffic(ProxyUnderTest proxy) {
    Await.until("only one is left", () -> proxy.server().connections().count() == 1);
    return proxy.server().connections().all().iterator().next().traffic();
  }

  @Test
  void theTailReachesAClientThatReadsItAfterTheLimit() {
    byte[] answer = noise(1 << 20);
    try (var proxy = ProxyUnderTest.with().halfClosed(Duration.ofMillis(200)).start();
        var tunnel = open(proxy)) {
      tunnel.client().hasLittleRoom();
      tunnel.server().sendsBytes(answer).close();
      Await.until("the tunnel is cut", () -> proxy.server().connections().count() == 0);
      tunnel.client().receivesBytes(answer).receivesEnd();
    }
  }

  @Test
  void theTailReachesASlowClientWhoseUploadIsNotWanted() {
    byte[] answer = noise(1 << 20);
    try (var proxy = ProxyUnderTest.start();
        var tunnel = open(proxy)) {
      tunnel.client().hasLittleRoom();
      tunnel.client().sendsText("a long request");
      tunnel.server().receivesText("a long").sendsBytes(answer);
      AtomicLong passedOn = traffic(proxy).download();
      Await.until("the proxy has the answer", () -> passedOn.get() == answer.length);
      tunnel.server().ends().close();
      tunnel.client().sendsText(" that goes on").sendsText(" and on");
      tunnel.client().receivesBytes(answer).receivesEnd();
    }
  }

  @Test
  void trafficOneWayKeepsATunnelAlive() {
    Duration limit = Duration.ofMillis(500);
    try (var proxy = ProxyUnderTest.with().idle(limit).start();
        var tunnel = open(proxy)) {
      long end = System.nanoTime() + 4 * limit.toNanos();
      while (System.nanoTime() < end) {
        tunnel.server().sendsText("tick");
        tunnel.client().receivesText("tick");
        LockSupport.parkNanos(limit.toNanos() / 20);
      }
      tunnel.client().sendsText("still here");
      tunnel.server().receivesText("still here");
    }
  }

  @Test
  void theCountersLive() {
    try (var proxy = ProxyUnderTest.start();
        var tunnel = open(proxy)) {
      tunnel.client().sendsText("12345");
      tunnel.server().receivesText("12345").sendsText("123");
      tunnel.client().receivesText("123");
      var live = proxy.server().connections().all().iterator().next();
      Await.until(
          "both directions count",
          () -> live.traffic().upload().get() == 5 && live.traffic().download().get() == 3);
    }
  }

  private static byte[] noise(int size) {
    byte[] noise = new byte[size];
    new Random(SEED).nextBytes(noise);
    return noise;
  }
}
