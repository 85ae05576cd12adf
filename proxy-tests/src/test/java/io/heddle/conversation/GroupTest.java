package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
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
import java.util.Optional;
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

  private static void grant(Peer hop) {
    hop.receives("05 01 00").sends("05 00").receives("05 01 00 01 c0 00 02 01 00 50");
    hop.sends("05 00 00 01 00 00 00 00 00 00");
  }

  private static ProxyUnderTest start(Order order, Endpoint... upstreams) {
    OutboundFactory way =
        (direct, _) ->
            new OutboundGroup(
                "either",
                order,
                Arrays.stream(upstreams)
                    .<Outbound>map(address -> {
                      String name = "up" + Arrays.asList(upstreams).indexOf(address);
                      return new Socks5Proxy(
                          new UpstreamProxy(name, address, direct), Optional.empty());
                    })
                    .toList());
    return ProxyUnderTest.with().through(way).connect(Duration.ofSeconds(2)).start();
  }
}
