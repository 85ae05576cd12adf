package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.PortRange;
import io.heddle.fault.FaultKind;
import io.heddle.route.Fault;
import io.heddle.route.Matcher;
import io.heddle.support.Faults;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a fault does to refused requests in every protocol, and to forwarded HTTP requests.
@Tag("conversation")
class FaultyRequestTest {
  private static final Duration DELAY = Duration.ofMillis(60);

  private final Origin origin = Origin.start();
  private final Origin clean = Origin.start();

  @AfterEach
  void close() {
    origin.close();
    clean.close();
  }

  @Test
  void aRefusedRequestLooksAsIfTheTargetHadRefusedIt() {
    try (var proxy = proxy(Faults.refuse(100))) {
      try (var client = proxy.client()) {
        client.sends("04 01 %s 7f 00 00 01 00".formatted(port()));
        client.receives("00 5b 00 00 00 00 00 00");
      }
      try (var client = proxy.client()) {
        client.sends("05 01 00").receives("05 00");
        client.sends("05 01 00 01 7f 00 00 01 " + port());
        client.receives("05 05 00 01 00 00 00 00 00 00");
      }
      try (var client = proxy.client()) {
        client.sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n");
        String head = client.receivesHead();
        assertTrue(head.startsWith("HTTP/1.1 502 "), head);
        assertTrue(head.contains("error=connection_refused"), head);
        assertTrue(head.contains("a fault of this proxy's rules[0] refuses some"), head);
      }
      assertEquals(3, proxy.faults(FaultKind.REFUSED));
    }
  }

  @Test
  void aDelayBeyondTheLimitOfConnectingIsATimeoutForSocksToo() {
    var settings = ProxyUnderTest.with().rules(Faults.rule(Faults.delay(Duration.ofHours(1))));
    try (var proxy = settings.connect(Duration.ofMillis(50)).start()) {
      try (var client = proxy.client()) {
        client.sends("04 01 %s 7f 00 00 01 00".formatted(port()));
        client.receives("00 5b 00 00 00 00 00 00");
      }
      try (var client = proxy.client()) {
        client.sends("05 01 00").receives("05 00");
        client.sends("05 01 00 01 7f 00 00 01 " + port());
        client.receives("05 06 00 01 00 00 00 00 00 00");
      }
      assertEquals(0, proxy.faults(FaultKind.DELAYED));
    }
  }

  @Test
  void eachRequestOfAKeptConnectionOpensAnotherAndIsDelayed() {
    try (var proxy = proxy(Faults.delay(DELAY));
        var client = proxy.client()) {
      for (int i = 0; i < 2; i++) {
        long start = System.nanoTime();
        exchange(client, origin);
        assertTrue(System.nanoTime() - start >= DELAY.multipliedBy(3).toNanos());
      }
      assertEquals(0, proxy.upstreamPool().count());
    }
  }

  @Test
  void aKeptConnectionIsCleanForTheNextRequestByAnotherRule() {
    try (var proxy = proxy(Faults.refuse(100));
        var client = proxy.client()) {
      get(client, origin);
      String head = client.receivesHead();
      assertTrue(head.startsWith("HTTP/1.1 502 "), head);
      client.receivesBytes(bodyLength(head));
      exchange(client, clean);
    }
  }

  @Test
  void aResetInsideTheResponseReachesTheClient() {
    try (var proxy = proxy(Faults.resetAfter(300));
        var client = proxy.client()) {
      get(client, origin);
      try (var server = origin.accept()) {
        server.receivesHead();
        server.sendsText("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(1000));
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 200 "));
        client.receivesReset();
        server.receivesReset();
      }
      assertEquals(1, proxy.faults(FaultKind.RESET));
    }
  }

  @Test
  void aResetBeforeTheResponseIsNoAnswer() {
    try (var proxy = proxy(Faults.resetAfter(20));
        var client = proxy.client()) {
      get(client, origin);
      try (var server = origin.accept()) {
        client.receivesReset();
        server.receivesReset();
      }
    }
  }

  @Test
  void anUpgradedConnectionKeepsTheFault() {
    try (var proxy = proxy(Faults.delay(DELAY));
        var client = proxy.client()) {
      client.sendsText(
          "GET http://%s/ HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"
              .formatted(origin.address()));
      try (var server = origin.accept()) {
        server.receivesHead();
        server.sendsText(
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n");
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 101 "));
        long start = System.nanoTime();
        client.sendsText("ping");
        server.receivesText("ping").sendsText("pong");
        client.receivesText("pong");
        assertTrue(System.nanoTime() - start >= DELAY.multipliedBy(2).toNanos());
      }
    }
  }

  @Test
  void aBodyIsDelayedToo() {
    try (var proxy = proxy(Faults.delay(DELAY));
        var client = proxy.client()) {
      client.sendsText(
          "POST http://%s/ HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n"
              .formatted(origin.address()));
      try (var server = origin.accept()) {
        server.receivesHead();
        long start = System.nanoTime();
        client.sendsText("body");
        server.receivesText("body").sendsText("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 200 "));
        client.receivesText("ok");
        assertTrue(System.nanoTime() - start >= DELAY.multipliedBy(2).toNanos());
      }
    }
  }

  /// A proxy whose rule has a fault for the first origin.
  private ProxyUnderTest proxy(Fault fault) {
    PortRange port = PortRange.parse(Integer.toString(origin.address().port()));
    return ProxyUnderTest.with().rules(Faults.rule(fault, new Matcher.Ports(Set.of(port)))).start();
  }

  private String port() {
    int port = origin.address().port();
    return "%02x %02x".formatted(port >> 8, port & 0xff);
  }

  private static int bodyLength(String head) {
    String name = "content-length: ";
    int start = head.toLowerCase(Locale.ROOT).indexOf(name) + name.length();
    return Integer.parseInt(head.substring(start, head.indexOf('\r', start)));
  }

  private static void get(Peer client, Origin from) {
    client.sendsText("GET http://%s/ HTTP/1.1\r\nHost: a\r\n\r\n".formatted(from.address()));
  }

  private static void exchange(Peer client, Origin with) {
    get(client, with);
    try (var server = with.accept()) {
      server.receivesHead();
      server.sendsText("HTTP/1.1 204 No Content\r\n\r\n");
      assertTrue(client.receivesHead().startsWith("HTTP/1.1 204 "));
    }
  }
}
