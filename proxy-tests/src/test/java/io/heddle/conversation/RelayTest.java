package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.Await;
import io.heddle.support.ClientTransport;
import io.heddle.support.Origin;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TunnelPeers;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What a tunnel does to streams, whatever carries them to the proxy: nothing.
@Tag("conversation")
@ParameterizedClass
@EnumSource(ClientTransport.class)
class RelayTest {
  private static final long SEED = 42;

  @Parameter ClientTransport transport;

  private final Origin origin = Origin.start();

  @AfterEach
  void close() {
    origin.close();
  }

  private TunnelPeers open(ProxyUnderTest proxy) {
    return TunnelPeers.open(proxy, origin);
  }

  @Test
  void bytesPassBothWays() {
    try (var proxy = transport.proxy().start();
        var tunnel = open(proxy)) {
      tunnel.client().sendsText("ping");
      tunnel.server().receivesText("ping").sendsText("pong");
      tunnel.client().receivesText("pong");
    }
  }

  @Test
  void theServerMaySpeakFirst() {
    try (var proxy = transport.proxy().start();
        var tunnel = open(proxy)) {
      tunnel.server().sendsText("220 mail.example\r\n");
      tunnel.client().receivesText("220 mail.example\r\n");
    }
  }

  @Test
  void aClientThatEndsStillReceives() {
    try (var proxy = transport.proxy().start();
        var tunnel = open(proxy)) {
      tunnel.client().sendsText("request").ends();
      tunnel.server().receivesText("request").receivesEnd().sendsText("response").ends();
      tunnel.client().receivesText("response").receivesEnd();
    }
  }

  @Test
  void aServerThatEndsStillReceives() {
    try (var proxy = transport.proxy().start();
        var tunnel = open(proxy)) {
      tunnel.server().sendsText("response").ends();
      tunnel.client().receivesText("response").receivesEnd().sendsText("more").ends();
      tunnel.server().receivesText("more").receivesEnd();
    }
  }

  @Test
  void aResetOfTheServerReachesTheClient() {
    try (var proxy = transport.proxy().start();
        var tunnel = open(proxy)) {
      tunnel.server().resets();
      transport.isBroken(tunnel.client());
    }
  }

  @Test
  void aSilentTunnelIsCut() {
    try (var proxy = transport.proxy().idle(Duration.ofMillis(200)).start();
        var tunnel = open(proxy)) {
      transport.isBroken(tunnel.client());
      tunnel.server().receivesReset();
    }
  }

  @Test
  void aHalfClosedTunnelHasItsOwnLimit() {
    try (var proxy = transport.proxy().halfClosed(Duration.ofMillis(200)).start();
        var tunnel = open(proxy)) {
      tunnel.client().ends();
      tunnel.server().receivesEnd();
      transport.isBroken(tunnel.client());
    }
  }

  @Test
  void nothingIsLeftWhenATunnelEnds() throws InterruptedException {
    try (var proxy = transport.proxy().start()) {
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
    try (var proxy = transport.proxy().start();
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
    try (var proxy = transport.proxy().start();
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
    try (var proxy = transport.proxy().start();
        var tunnel = open(proxy)) {
      tunnel.server().sendsText("the last words").resets();
      tunnel.client().receivesText("the last words");
      transport.isBroken(tunnel.client());
    }
  }

  @Test
  void trafficOneWayKeepsATunnelAlive() {
    Duration limit = Duration.ofMillis(500);
    try (var proxy = transport.proxy().idle(limit).start();
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
    try (var proxy = transport.proxy().start();
        var tunnel = open(proxy)) {
      tunnel.client().sendsText("12345");
      tunnel.server().receivesText("12345").sendsText("123");
      tunnel.client().receivesText("123");
      var live = proxy.server().connections().all().iterator().next().request();
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
