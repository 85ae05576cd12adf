package io.heddle.conversation;

import static io.heddle.support.HttpText.lastRefusal;
import static io.heddle.support.HttpText.message;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TunnelPeers;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How long a client may take, and how many there may be.
@Tag("conversation")
class LimitsTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  private final Origin origin = Origin.start();

  @AfterEach
  void close() {
    origin.close();
  }

  private void isServed(Peer client) {
    client.sends("05 01 00").receives("05 00").sends(TunnelPeers.socks5(origin));
    try (Peer server = origin.accept()) {
      client.receives("05 00 00 01 7f 00 00 01 " + TunnelPeers.portHex(server));
      client.sendsText("ping");
      server.receivesText("ping");
    }
  }

  private void isRefusedInEveryProtocol(ProxyUnderTest proxy, String sentence) {
    try (var client = proxy.client()) {
      client
          .sends("04 01 " + origin.portHex() + " 7f 00 00 01 00")
          .receivesAtOnce("00 5b 00 00 00 00 00 00")
          .receivesEnd();
    }
    try (var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00").sends(TunnelPeers.socks5(origin));
      client.receivesAtOnce("05 01 00 01 00 00 00 00 00 00").receivesEnd();
    }
    String body = "heddle: " + sentence + "\n";
    try (var client = proxy.client()) {
      client
          .sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n")
          .receivesTextAtOnce(
              """
              HTTP/1.1 503 Service Unavailable: %s\r
              Proxy-Status: heddle; error=proxy_internal_response; details="%s"\r
              Content-Type: text/plain; charset=utf-8\r
              Content-Length: %d\r
              Connection: close\r
              \r
              %s\
              """
                  .formatted(sentence, sentence, body.length(), body))
          .receivesEnd();
    }
  }

  @Test
  void aSilentClientIsClosed() {
    try (var proxy = ProxyUnderTest.with().handshake(SHORT).start();
        var client = proxy.client()) {
      client.receivesEnd();
    }
  }

  @Test
  void aClientThatStopsInsideItsHandshakeIsClosed() {
    try (var proxy = ProxyUnderTest.with().handshake(SHORT).start();
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00").sends("05 01 00 03").receivesEnd();
    }
  }

  @Test
  void aClientThatDripsIsClosedAsIfItWereSilent() {
    try (var proxy = ProxyUnderTest.with().handshake(SHORT).start();
        var client = proxy.client()) {
      long start = System.nanoTime();
      client.sends("04 01 00 50 7f 00 00 01");
      try {
        while (proxy.server().connections().count() > 0) {
          client.sends("6d");
          LockSupport.parkNanos(SHORT.toNanos() / 20);
          assertTrue(System.nanoTime() - start < 10 * SHORT.toNanos(), "the drip goes on");
        }
      } catch (UncheckedIOException e) {
        // Closed while we sent.
      }
      client.receivesEndOrReset();
    }
  }

  @Test
  void aTunnelOutlivesTheHandshakesLimit() {
    try (var proxy = ProxyUnderTest.with().handshake(SHORT).start();
        var silent = proxy.client();
        var tunnel = TunnelPeers.open(proxy, origin)) {
      // Accepted before the tunnel, so its time is up no earlier.
      silent.receivesEnd();
      tunnel.server().sendsText("hello");
      tunnel.client().receivesText("hello").sendsText("bye");
      tunnel.server().receivesText("bye");
    }
  }

  @Test
  void oneConnectionTooManyIsToldSo() {
    try (var proxy = ProxyUnderTest.with().limits(1, 0).start();
        var tunnel = TunnelPeers.open(proxy, origin)) {
      isRefusedInEveryProtocol(proxy, "this proxy has 1 connections, its limit");
      tunnel.client().sendsText("still here");
      tunnel.server().receivesText("still here");
    }
  }

  @Test
  void oneConnectionTooManyIsNotKept() {
    try (var proxy = ProxyUnderTest.with().limits(1, 0).start();
        var _ = TunnelPeers.open(proxy, origin);
        var forwarded = proxy.client();
        var answered = proxy.client()) {
      forwarded
          .sendsText(message("GET http://%s/ HTTP/1.1\nHost: x\n\n", origin.address()))
          .receivesText(
              lastRefusal(
                  "503 Service Unavailable",
                  "proxy_internal_response",
                  "this proxy has 1 connections, its limit"))
          .receivesEnd();
      answered.sendsText(message("OPTIONS * HTTP/1.1\nHost: x\n\n")).receivesHead();
      answered.receivesEnd();
    }
  }

  @Test
  void roomThatGetsFreeIsUsed() {
    try (var proxy = ProxyUnderTest.with().limits(1, 0).start()) {
      for (int i = 0; i < 3; i++) {
        try (var tunnel = TunnelPeers.open(proxy, origin)) {
          isRefusedInEveryProtocol(proxy, "this proxy has 1 connections, its limit");
          tunnel.client().ends();
          tunnel.server().receivesEnd().ends();
          tunnel.client().receivesEnd();
        }
        Await.until("the tunnel is over", () -> proxy.server().connections().count() == 0);
      }
    }
  }

  @Test
  void oneConnectionTooManyOfOneClientIsToldSo() {
    try (var proxy = ProxyUnderTest.with().limits(100, 1).start();
        var tunnel = TunnelPeers.open(proxy, origin);
        var other = Peer.connect(proxy.address(), "127.0.0.2")) {
      isRefusedInEveryProtocol(proxy, "this client has 1 connections, the limit for one");
      isServed(other);
      tunnel.client().sendsText("still here");
      tunnel.server().receivesText("still here");
    }
  }

  @Test
  void whoCameInTimeIsServedThoughOthersAreTooMany() {
    try (var proxy = ProxyUnderTest.with().limits(2, 0).start();
        var first = proxy.client();
        var second = proxy.client()) {
      first.sends("05 01 00").receives("05 00");
      second.sends("05 01 00").receives("05 00");
      try (var third = proxy.client()) {
        third.sends("05 01 00").receives("05 00");
        first.sends(TunnelPeers.socks5(origin));
        origin.accept().close();
        first.receivesBytes(10);
        first.receivesEnd();
        second.sends(TunnelPeers.socks5(origin));
        origin.accept().close();
        second.receivesBytes(10);
        third
            .sends(TunnelPeers.socks5(origin))
            .receives("05 01 00 01 00 00 00 00 00 00")
            .receivesEnd();
      }
    }
  }

  @Test
  void whoWasRefusedTakesNoRoomWhileItLingers() {
    try (var proxy = ProxyUnderTest.with().limits(1, 0).start()) {
      Peer refused;
      try (var tunnel = TunnelPeers.open(proxy, origin)) {
        refused = proxy.client();
        refused.sends("05 01 00").receives("05 00").sends(TunnelPeers.socks5(origin));
        refused.receives("05 01 00 01 00 00 00 00 00 00");
        tunnel.client().ends();
        tunnel.server().receivesEnd().ends();
        tunnel.client().receivesEnd();
      }
      Await.until("the tunnel is over", () -> proxy.server().connections().count() == 1);
      try (refused;
          var next = proxy.client()) {
        isServed(next);
      }
    }
  }
}
