package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.auth.UpstreamAuthenticator;
import io.heddle.fault.FaultKind;
import io.heddle.outbound.DirectOutbound;
import io.heddle.outbound.ExtraFields;
import io.heddle.outbound.HttpProxy;
import io.heddle.outbound.Outbound;
import io.heddle.outbound.OutboundGroup;
import io.heddle.outbound.OutboundGroup.MemberHealth;
import io.heddle.outbound.OutboundGroup.Order;
import io.heddle.outbound.UpstreamProxy;
import io.heddle.route.Fault;
import io.heddle.route.Router.Route;
import io.heddle.route.Rule;
import io.heddle.support.Faults;
import io.heddle.support.Origin;
import io.heddle.support.ProxyUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a fault does to requests through a group of upstreams.
@Tag("conversation")
class FaultyGroupTest {
  private static final String CONNECT = "CONNECT 192.0.2.1:80 HTTP/1.1\r\n\r\n";
  private static final String GET = "GET http://192.0.2.1/ HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final Duration DELAY = Duration.ofMillis(60);

  private final Origin a = Origin.start();
  private final Origin b = Origin.start();

  @AfterEach
  void close() {
    a.close();
    b.close();
  }

  @Test
  void theDelayIsThatOfOneConnectionWhateverMemberHasIt() {
    try (var proxy = proxy(Faults.delay(DELAY), Origin.closedPort(), b.address());
        var client = proxy.client()) {
      long start = System.nanoTime();
      client.sendsText(CONNECT);
      try (var hop = b.accept()) {
        hop.receivesHead();
        hop.sendsText("HTTP/1.1 200 OK\r\n\r\n");
        client.receivesHead();
        client.sendsText("ping");
        hop.receivesText("ping").sendsText("pong");
        client.receivesText("pong");
        assertTrue(System.nanoTime() - start >= 3 * DELAY.toNanos());
        var request = proxy.server().connections().all().iterator().next().request();
        assertEquals("either/up1", request.upstreamPath().orElseThrow());
        assertEquals(1, proxy.faults(FaultKind.DELAYED));
      }
    }
  }

  @Test
  void anInjectedRefusalIsNoFailureOfAMember() {
    try (var proxy = proxy(Faults.refuse(100), a.address(), b.address());
        var client = proxy.client()) {
      client.sendsText(CONNECT).receivesText("HTTP/1.1 502");
      assertEquals(List.of("not tried yet", "not tried yet"), health(proxy));
    }
  }

  @Test
  void anInjectedResetIsNoFailureOfAMember() {
    try (var proxy = proxy(Faults.resetAfter(4), a.address(), b.address());
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = a.accept()) {
        hop.receivesHead();
        hop.sendsText("HTTP/1.1 200 OK\r\n\r\n");
        client.receivesHead();
        client.sendsText("ping");
        hop.receivesText("ping").receivesReset();
        client.receivesReset();
        assertEquals("works", health(proxy).getFirst());
      }
    }
  }

  @Test
  void aMemberThatFailsBehindTheFaultIsPutAside() {
    try (var proxy = proxy(Faults.delay(Duration.ofMillis(1)), a.address(), b.address())) {
      try (var client = proxy.client()) {
        client.sendsText(GET);
        try (var hop = a.accept()) {
          hop.receivesHead();
          hop.sendsText("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n");
          assertTrue(client.receivesHead().startsWith("HTTP/1.1 502 "));
        }
      }
      try (var client = proxy.client()) {
        client.sendsText(GET);
        try (var hop = b.accept()) {
          hop.receivesHead();
          hop.sendsText("HTTP/1.1 204 OK\r\n\r\n");
          assertTrue(client.receivesHead().startsWith("HTTP/1.1 204 "));
        }
      }
    }
  }

  private static List<String> health(ProxyUnderTest proxy) {
    return proxy.server().configuration().outbounds().values().stream()
        .filter(OutboundGroup.class::isInstance)
        .flatMap(group -> ((OutboundGroup) group).health().stream())
        .map(MemberHealth::summary)
        .toList();
  }

  private static ProxyUnderTest proxy(Fault fault, Endpoint first, Endpoint second) {
    Route route = new Route("rules[0]", "either", Optional.of(fault));
    return ProxyUnderTest.with()
        .through((direct, _) ->
            new OutboundGroup(
                "either",
                Order.FIRST_AVAILABLE,
                List.of(http("up0", first, direct), http("up1", second, direct))))
        .rules(new Rule(List.of(), route))
        .start();
  }

  private static Outbound http(String name, Endpoint address, DirectOutbound direct) {
    UpstreamProxy proxy = new UpstreamProxy(name, address, direct);
    return new HttpProxy(proxy, UpstreamAuthenticator.NONE, ExtraFields.NONE, 4096);
  }
}
