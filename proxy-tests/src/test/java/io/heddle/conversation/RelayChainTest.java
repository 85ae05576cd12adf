package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.auth.UpstreamAuthenticator;
import io.heddle.outbound.ExtraFields;
import io.heddle.outbound.HttpProxy;
import io.heddle.outbound.Outbound;
import io.heddle.outbound.OutboundGroup;
import io.heddle.outbound.Socks5Proxy;
import io.heddle.outbound.UpstreamProxy;
import io.heddle.support.Associated;
import io.heddle.support.DatagramPeer;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.RelayingPeer;
import io.heddle.udp.DropReason;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Datagrams through several proxies, one behind the other or one of several.
@Tag("conversation")
class RelayChainTest {
  private static final Endpoint TARGET = Endpoint.parse("192.0.2.1:53");
  private static final Endpoint INNER = Endpoint.parse("198.51.100.7:4000");
  private static final String ASKED = "05 03 00 01 00 00 00 00 00 00";
  private static final String INNER_GRANTED = "05 00 00 01 c6 33 64 07 0f a0";

  private final RelayingPeer near = new RelayingPeer();
  private final RelayingPeer other = new RelayingPeer();

  @AfterEach
  void close() {
    near.close();
    other.close();
  }

  private static Socks5Proxy socks(String name, Endpoint address, Outbound via) {
    return new Socks5Proxy(new UpstreamProxy(name, address, via), Optional.empty());
  }

  /// Two proxies, of which the far one is nowhere but behind the near one.
  private Socks5Proxy behind(Outbound direct) {
    return socks("far", Endpoint.parse("far.example:1080"), socks("near", near.address(), direct));
  }

  /// Takes the near proxy's second connection, which leads to the far one.
  private Peer grantsBehind(String reply) {
    Peer control = near.origin().accept();
    control.receives("05 01 00").sends("05 00");
    control.receives("05 01 00 03 0b 66 61 72 2e 65 78 61 6d 70 6c 65 04 38");
    control.sends("05 00 00 01 00 00 00 00 00 00");
    return control.receives("05 01 00").sends("05 00").receives(ASKED).sends(reply);
  }

  private static byte[] nested(String payload, Endpoint... relayAndTarget) {
    byte[] outer = Associated.framed("", relayAndTarget[0]);
    byte[] inner = Associated.framed(payload, relayAndTarget[1]);
    return ByteBuffer.allocate(outer.length + inner.length).put(outer).put(inner).array();
  }

  @Test
  void aDatagramForARelayBehindARelayHasAHeaderForEach() {
    try (var proxy = ProxyUnderTest.with().through((direct, _) -> behind(direct)).start();
        var client = Associated.with(proxy)) {
      client.sends("ping", TARGET);
      try (var first = near.grants();
          var second = grantsBehind(INNER_GRANTED)) {
        Endpoint path = near.receives(nested("ping", INNER, TARGET));
        near.relay().sends(nested("forged", TARGET, TARGET), path);
        near.relay().sends(Associated.framed("short", INNER), path);
        near.relay().sends(nested("pong", INNER, TARGET), path);
        client.receives("pong", TARGET);
        assertEquals(1, proxy.datagrams().drops(DropReason.FOREIGN));
        assertEquals(1, proxy.datagrams().drops(DropReason.MALFORMED));
        client.sends("again", TARGET);
        near.receives(nested("again", INNER, TARGET));
        first.hasReceivedNothing();
        second.hasReceivedNothing();
      }
    }
  }

  @Test
  void aFarRelayWithoutAnAddressIsAtTheFarProxyByItsName() {
    Endpoint far = Endpoint.parse("far.example:4000");
    try (var proxy = ProxyUnderTest.with().through((direct, _) -> behind(direct)).start();
        var client = Associated.with(proxy)) {
      client.sends("ping", TARGET);
      try (var first = near.grants();
          var second = grantsBehind("05 00 00 01 00 00 00 00 0f a0")) {
        Endpoint path = near.receives(nested("ping", far, TARGET));
        near.relay().sends(nested("forged", TARGET, TARGET), path);
        near.relay().sends(nested("pong", INNER, TARGET), path);
        client.receives("pong", TARGET);
        first.hasReceivedNothing();
        second.hasReceivedNothing();
      }
    }
  }

  @Test
  void headersMayLeaveLessRoom() {
    String largest = "x".repeat(65_507 - 10 - 10);
    try (var proxy = ProxyUnderTest.with().through((direct, _) -> behind(direct)).start();
        var client = Associated.with(proxy)) {
      client.sends(largest + "y", TARGET).sends(largest, TARGET);
      try (var first = near.grants();
          var second = grantsBehind(INNER_GRANTED)) {
        near.receives(nested(largest, INNER, TARGET));
        assertEquals(1, proxy.datagrams().drops(DropReason.TOO_LARGE));
        first.hasReceivedNothing();
        second.hasReceivedNothing();
      }
    }
  }

  @Test
  void theEndOfEitherEndsBoth() {
    try (var proxy = ProxyUnderTest.with().through((direct, _) -> behind(direct)).start();
        var client = Associated.with(proxy)) {
      client.sends("ping", TARGET);
      try (var first = near.grants();
          var second = grantsBehind(INNER_GRANTED)) {
        near.receives(nested("ping", INNER, TARGET));
        second.ends();
        first.receivesEndOrReset();
      }
    }
  }

  @Test
  void aProxyThatIsReachedThroughAnHttpProxyHasNoWay() {
    try (var origin = Origin.start();
        var proxy =
            ProxyUnderTest.with()
                .through((direct, _) -> socks("far", near.address(), http(origin, direct)))
                .start();
        var client = Associated.with(proxy)) {
      client.sends("ping", TARGET);
      proxy.awaitDrops(DropReason.NO_RELAY, 1);
      origin.hasNoConnection();
    }
  }

  private static HttpProxy http(Origin origin, Outbound direct) {
    return new HttpProxy(
        new UpstreamProxy("http", origin.address(), direct),
        UpstreamAuthenticator.NONE,
        ExtraFields.NONE,
        4096);
  }

  @Test
  void ofAGroupTheFirstThatCarriesDatagramsDoes() {
    try (var origin = Origin.start();
        var proxy =
            ProxyUnderTest.with()
                .through((direct, _) ->
                    group(
                        http(origin, direct),
                        socks("refuses", near.address(), direct),
                        socks("carries", other.address(), direct)))
                .start();
        var client = Associated.with(proxy)) {
      client.sends("ping", TARGET);
      try (var refused = near.isAsked()) {
        refused.sends("05 07 00 01 00 00 00 00 00 00");
        try (var control = other.grants()) {
          other.sends("pong", TARGET, other.receives("ping", TARGET));
          client.receives("pong", TARGET);
          assertTrue(proxy.datagrams().toString().contains(" via=either/carries"));
          origin.hasNoConnection();
          control.hasReceivedNothing();
        }
      }
    }
  }

  private static OutboundGroup group(Outbound... members) {
    return new OutboundGroup("either", OutboundGroup.Order.FIRST_AVAILABLE, List.of(members));
  }

  @Test
  void aGroupMayEndUpStraight() {
    try (var proxy =
            ProxyUnderTest.with()
                .through((direct, _) -> group(socks("gone", Origin.closedPort(), direct), direct))
                .start();
        var client = Associated.with(proxy);
        var server = DatagramPeer.open()) {
      Endpoint named = Endpoint.parse("localhost:" + server.address().port());
      client.sends("by name", named).sends("again", named);
      // One may overtake the other, as datagrams do, while their way is being opened.
      Set<String> received = new HashSet<>();
      received.add(server.receives().text());
      received.add(server.receives().text());
      assertEquals(Set.of("by name", "again"), received);
      client.echoes(server);
      assertTrue(proxy.datagrams().toString().contains(" via=either/direct"));
    }
  }

  @Test
  void whatIsBehindAGroupGoesByOneMemberWithConnectionAndDatagrams() {
    try (var proxy =
            ProxyUnderTest.with()
                .through((direct, _) ->
                    socks(
                        "far",
                        Endpoint.parse("far.example:1080"),
                        new OutboundGroup(
                            "either",
                            OutboundGroup.Order.BALANCE,
                            List.of(
                                socks("near", near.address(), direct),
                                socks("other", other.address(), direct)))))
                .start();
        var client = Associated.with(proxy)) {
      client.sends("ping", TARGET);
      try (var first = near.grants();
          var second = grantsBehind(INNER_GRANTED)) {
        near.receives(nested("ping", INNER, TARGET));
        other.origin().hasNoConnection();
        first.hasReceivedNothing();
        second.hasReceivedNothing();
      }
    }
  }
}
