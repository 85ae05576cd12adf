package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.auth.UpstreamAuthenticator;
import io.heddle.outbound.ExtraFields;
import io.heddle.outbound.HttpProxy;
import io.heddle.outbound.Outbound;
import io.heddle.outbound.OutboundGroup;
import io.heddle.outbound.OutboundGroup.Order;
import io.heddle.outbound.Socks5Proxy;
import io.heddle.outbound.UpstreamProxy;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TestOutbounds.OutboundFactory;
import io.heddle.support.UnresponsiveOrigin;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Several upstreams as one.
@Tag("conversation")
class GroupTest {
  private static final String CONNECT = "CONNECT 192.0.2.1:80 HTTP/1.1\r\n\r\n";

  private final Origin a = Origin.start();
  private final Origin b = Origin.start();

  @AfterEach
  void close() {
    a.close();
    b.close();
  }

  @Test
  void whatWorksIsUsedAndToldInTheLog() {
    try (var proxy = start(Order.FIRST_AVAILABLE, Origin.closedPort(), b.address());
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = b.accept()) {
        grant(hop);
        client.receivesHead();
        var request = proxy.server().connections().all().iterator().next().request();
        assertEquals("either/up1", request.upstreamPath().orElseThrow());
      }
    }
  }

  @Test
  void whatFailsIsPutAside() {
    try (var proxy = start(Order.FIRST_AVAILABLE, a.address(), b.address())) {
      try (var client = proxy.client()) {
        client.sendsText(CONNECT);
        a.accept().close();
        try (var hop = b.accept()) {
          grant(hop);
          client.receivesHead();
        }
      }
      // Within the next second.
      try (var client = proxy.client()) {
        client.sendsText(CONNECT);
        try (var hop = b.accept()) {
          grant(hop);
          client.receivesHead();
        }
      }
    }
  }

  @Test
  void aRefusedTargetIsAnAnswer() {
    try (var proxy = start(Order.FIRST_AVAILABLE, a.address(), b.address())) {
      for (int i = 0; i < 3; i++) {
        try (var client = proxy.client()) {
          client.sendsText(CONNECT);
          try (var hop = a.accept()) {
            hop.receives("05 01 00").sends("05 00").receivesBytes(10);
            hop.sends("05 05 00 01 00 00 00 00 00 00");
            client.receivesText("HTTP/1.1 502 Bad Gateway: ");
          }
        }
      }
    }
  }

  @Test
  void membersTakeTurns() {
    try (var proxy = start(Order.BALANCE, a.address(), b.address())) {
      for (Origin next : new Origin[] {a, b, a, b}) {
        try (var client = proxy.client()) {
          client.sendsText(CONNECT);
          try (var hop = next.accept()) {
            grant(hop);
            client.receivesHead();
          }
        }
      }
    }
  }

  @Test
  void whenAllFailAllAreNamed() {
    try (var proxy = start(Order.FIRST_AVAILABLE, Origin.closedPort(), Origin.closedPort());
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      String head = client.receivesHead();
      assertTrue(head.startsWith("HTTP/1.1 502 "), head);
      assertTrue(head.contains("upstream up0 (") && head.contains("upstream up1 ("), head);
    }
  }

  @Test
  void aSilentMemberLeavesTimeForTheNext() {
    try (var deaf = UnresponsiveOrigin.start("127.0.0.1", 0);
        var proxy = start(Order.FIRST_AVAILABLE, deaf.address(), b.address());
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = b.accept()) {
        grant(hop);
        client.receivesText("HTTP/1.1 200");
      }
    }
  }

  @Test
  void whatDoesNotTakeTheCredentialsOfAForwardedRequestIsPutAside() {
    try (var proxy = start(GroupTest::http, Order.FIRST_AVAILABLE, a.address(), b.address())) {
      assertEquals(List.of("not tried yet", "not tried yet"), health(proxy));
      try (var client = proxy.client()) {
        client.sendsText("GET http://192.0.2.1/ HTTP/1.1\r\nHost: x\r\n\r\n");
        try (var hop = a.accept()) {
          hop.receivesHead();
          hop.sendsText("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n");
          assertTrue(client.receivesHead().startsWith("HTTP/1.1 502 "));
        }
      }
      String failure = "it asks for credentials, and none are configured for it";
      assertEquals(
          List.of("upstream up0 (" + a.address() + "): " + failure, "not tried yet"),
          health(proxy));
      try (var client = proxy.client()) {
        client.sendsText("GET http://192.0.2.1/ HTTP/1.1\r\nHost: x\r\n\r\n");
        try (var hop = b.accept()) {
          hop.receivesHead();
          hop.sendsText("HTTP/1.1 204 OK\r\n\r\n");
          assertTrue(client.receivesHead().startsWith("HTTP/1.1 204 "));
        }
      }
      assertEquals("works", health(proxy).getLast());
    }
  }

  private static List<String> health(ProxyUnderTest proxy) {
    return proxy.server().configuration().outbounds().values().stream()
        .filter(OutboundGroup.class::isInstance)
        .flatMap(group -> ((OutboundGroup) group).health().stream())
        .map(OutboundGroup.MemberHealth::summary)
        .toList();
  }

  private static Outbound socks(UpstreamProxy proxy) {
    return new Socks5Proxy(proxy, Optional.empty());
  }

  private static Outbound http(UpstreamProxy proxy) {
    return new HttpProxy(proxy, UpstreamAuthenticator.NONE, ExtraFields.NONE, 4096);
  }

  private static void grant(Peer hop) {
    hop.receives("05 01 00").sends("05 00").receives("05 01 00 01 c0 00 02 01 00 50");
    hop.sends("05 00 00 01 00 00 00 00 00 00");
  }

  private static ProxyUnderTest start(Order order, Endpoint... upstreams) {
    return start(GroupTest::socks, order, upstreams);
  }

  private static ProxyUnderTest start(
      Function<UpstreamProxy, Outbound> kind, Order order, Endpoint... upstreams) {
    OutboundFactory way =
        (direct, _) ->
            new OutboundGroup(
                "either",
                order,
                Arrays.stream(upstreams)
                    .<Outbound>map(address -> {
                      String name = "up" + Arrays.asList(upstreams).indexOf(address);
                      return kind.apply(new UpstreamProxy(name, address, direct));
                    })
                    .toList());
    return ProxyUnderTest.with().through(way).connect(Duration.ofSeconds(2)).start();
  }
}
