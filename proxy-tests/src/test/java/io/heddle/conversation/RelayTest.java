package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.Origin;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.Tunnel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a tunnel does to streams: nothing.
class RelayTest {
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
}
