package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.outbound.OutboundGroup;
import io.heddle.outbound.OutboundGroup.Order;
import io.heddle.outbound.PacOutbound.ScriptFallback;
import io.heddle.outbound.Socks5Proxy;
import io.heddle.outbound.UpstreamProxy;
import io.heddle.support.Origin;
import io.heddle.support.PacOffice;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TestOutbounds;
import io.heddle.support.TestOutbounds.OutboundFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An outbound with a script as a member of a group, and before another proxy.
@Tag("conversation")
class PacChainTest {
  private static final String CONNECT = "CONNECT web.test:443 HTTP/1.1\r\n\r\n";

  private final Origin a = Origin.start();
  private final Origin b = Origin.start();
  private final PacOffice office;

  PacChainTest(@TempDir Path folder) {
    office = PacOffice.in(folder);
  }

  @AfterEach
  void close() {
    a.close();
    b.close();
  }

  @Test
  void aMemberOfAGroupIsNamedInTheLogWithTheProxyOfTheAnswer() {
    office.answer("PROXY " + a.address());
    try (var proxy = inGroup();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = a.accept()) {
        HopReplies.grant(hop);
        assertOpen(client);
        var request = proxy.server().connections().all().iterator().next().request();
        assertEquals("either/office/" + a.address(), request.upstreamPath().orElseThrow());
      }
    }
  }

  @Test
  void aMemberWhoseProxiesAreDeadIsReplacedByTheNext() {
    office.answer("PROXY " + Origin.closedPort());
    try (var proxy = inGroup()) {
      assertNextMemberIsUsed(proxy);
    }
  }

  @Test
  void aMemberWithoutAScriptIsReplacedByTheNext() {
    try (var proxy = inGroup()) {
      assertNextMemberIsUsed(proxy);
    }
  }

  /// The list of the user, unlike that of a script, names members that may do the same work.
  @Test
  void aMemberWhoseProxyWantsCredentialsIsReplacedByTheNext() {
    office.answer("PROXY " + a.address() + "; DIRECT");
    try (var proxy = inGroup();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = a.accept()) {
        hop.receivesHead();
        hop.sendsText("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n");
        try (var next = b.accept()) {
          HopReplies.grantSocks5(next);
          assertOpen(client);
        }
      }
    }
  }

  @Test
  void aProxyIsReachedOverTheWayThatTheScriptChoosesForIt() {
    office.write(
        "function FindProxyForURL(url, host) { return url == 'https://127.0.0.1:"
            + b.address().port()
            + "/' ? 'PROXY "
            + a.address()
            + "' : 'DIRECT'; }");
    try (var proxy =
            start(TestOutbounds.socks5(b.address(), office.fromFile(ScriptFallback.BLOCK)));
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = a.accept()) {
        assertTrue(hop.receivesHead().startsWith("CONNECT " + b.address() + " HTTP/1.1"));
        hop.sendsText("HTTP/1.1 200 OK\r\n\r\n");
        HopReplies.grantSocks5(hop);
        assertOpen(client);
      }
    }
  }

  @Test
  void aProxyBehindOneThatWantsCredentialsCannotBeReached() {
    office.answer("PROXY " + a.address() + "; DIRECT");
    try (var proxy =
            start(TestOutbounds.socks5(b.address(), office.fromFile(ScriptFallback.BLOCK)));
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = a.accept()) {
        hop.receivesHead();
        hop.sendsText("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n");
        String head = client.receivesHead();
        assertTrue(head.startsWith("HTTP/1.1 502"), head);
        assertTrue(head.contains("it asks for credentials"), head);
      }
      b.hasNoConnection();
    }
  }

  private void assertNextMemberIsUsed(ProxyUnderTest proxy) {
    try (var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = b.accept()) {
        HopReplies.grantSocks5(hop);
        assertOpen(client);
      }
    }
  }

  private ProxyUnderTest inGroup() {
    return start((direct, resolver) ->
        new OutboundGroup(
            "either",
            Order.FIRST_AVAILABLE,
            List.of(
                office.fromFile(ScriptFallback.BLOCK).create(direct, resolver),
                new Socks5Proxy(
                    new UpstreamProxy("next", b.address(), direct), Optional.empty()))));
  }

  private static ProxyUnderTest start(OutboundFactory outbound) {
    return ProxyUnderTest.with().through(outbound).connect(Duration.ofSeconds(30)).start();
  }

  private static void assertOpen(Peer client) {
    String head = client.receivesHead();
    assertTrue(head.startsWith("HTTP/1.1 200"), head);
  }
}
