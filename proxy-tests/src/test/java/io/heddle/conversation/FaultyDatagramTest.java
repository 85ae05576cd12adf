package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.address.PortRange;
import io.heddle.fault.FaultKind;
import io.heddle.route.Fault;
import io.heddle.route.Matcher;
import io.heddle.route.Router.Route;
import io.heddle.route.Rule;
import io.heddle.support.Associated;
import io.heddle.support.Await;
import io.heddle.support.DatagramPeer;
import io.heddle.support.Faults;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.RelayingPeer;
import io.heddle.support.TestOutbounds;
import io.heddle.udp.DropReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a fault does to datagrams.
@Tag("conversation")
class FaultyDatagramTest {
  private static final Duration DELAY = Duration.ofMillis(50);

  private final DatagramPeer server = DatagramPeer.open();
  private final DatagramPeer clean = DatagramPeer.open();

  @AfterEach
  void close() {
    server.close();
    clean.close();
  }

  @Test
  void aDelayHoldsEachDirectionAndKeepsTheOrder() {
    try (var proxy = proxy(Faults.delay(DELAY, DELAY));
        var client = Associated.with(proxy)) {
      for (int i = 0; i < 20; i++) {
        client.sends("up " + i, server.address());
      }
      Endpoint from = server.receivesText("up 0").from();
      for (int i = 1; i < 20; i++) {
        server.receivesText("up " + i);
      }
      for (int i = 0; i < 20; i++) {
        server.sendsText("down " + i, from);
      }
      for (int i = 0; i < 20; i++) {
        client.receives("down " + i, server.address());
      }
      assertEquals(1, proxy.faults(FaultKind.DELAYED));
      assertEquals("delay:50ms,jitter:50ms", proxy.datagrams().faults());
    }
  }

  @Test
  void theLatencyIsThatOfBothDirections() {
    try (var proxy = proxy(Faults.delay(DELAY));
        var client = Associated.with(proxy)) {
      long start = System.nanoTime();
      client.echoes(server);
      assertTrue(System.nanoTime() - start >= 2 * DELAY.toNanos());
    }
  }

  @Test
  void othersAreNotDelayed() {
    try (var proxy = proxy(Faults.delay(Duration.ofHours(1)));
        var client = Associated.with(proxy)) {
      client.sends("held", server.address());
      client.echoes(clean).echoes(clean);
      server.hasNothing();
    }
  }

  @Test
  void aLostDatagramIsCounted() {
    try (var proxy = proxy(Faults.refuse(100));
        var client = Associated.with(proxy)) {
      client.sends("lost", server.address());
      proxy.awaitDrops(DropReason.FAULT, 1);
      assertEquals(1, proxy.faults(FaultKind.LOST));
      assertEquals(0, proxy.faults(FaultKind.DELAYED));
      server.hasNothing();
    }
  }

  @Test
  void aRateDelaysTheLaterOnes() {
    try (var proxy = proxy(Faults.rate(10_000, Duration.ZERO));
        var client = Associated.with(proxy)) {
      long start = System.nanoTime();
      client.sends("x".repeat(500), server.address()).sends("y".repeat(500), server.address());
      server.receivesText("x".repeat(500));
      server.receivesText("y".repeat(500));
      assertTrue(System.nanoTime() - start >= Duration.ofMillis(100).toNanos());
    }
  }

  @Test
  void aResetEndsTheAssociation() {
    try (var proxy = proxy(Faults.resetAfter(6));
        var client = Associated.with(proxy)) {
      client.sends("half", server.address());
      client.sends("rest", server.address());
      client.control().receivesReset();
      Await.until("it is counted", () -> proxy.faults(FaultKind.RESET) == 1);
      assertEquals(0, proxy.faults(FaultKind.DELAYED));
    }
  }

  @Test
  void theRelayOfAnotherProxyIsReachedWithTheFault() {
    Endpoint target = Endpoint.parse("192.0.2.1:53");
    try (var upstream = new RelayingPeer();
        var proxy = through(upstream);
        var client = Associated.with(proxy)) {
      long start = System.nanoTime();
      client.sends("ping", target);
      try (var _ = upstream.grants()) {
        Endpoint path = upstream.receives("ping", target);
        upstream.sends("pong", target, path);
        client.receives("pong", target);
        assertTrue(System.nanoTime() - start >= 2 * DELAY.toNanos());
      }
    }
  }

  private static ProxyUnderTest through(RelayingPeer upstream) {
    Route route = new Route("rules[0]", "up", Optional.of(Faults.delay(DELAY)));
    return ProxyUnderTest.with()
        .through(TestOutbounds.socks5(upstream.address()))
        .rules(new Rule(List.of(), route))
        .start();
  }

  /// A proxy whose rule has a fault for the first server.
  private ProxyUnderTest proxy(Fault fault) {
    PortRange port = PortRange.parse(Integer.toString(server.address().port()));
    return ProxyUnderTest.with().rules(Faults.rule(fault, new Matcher.Ports(Set.of(port)))).start();
  }
}
