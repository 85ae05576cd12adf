package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.outbound.OutboundGroup.MemberHealth;
import io.heddle.outbound.OutboundGroup.MemberState;
import io.heddle.outbound.PacOutbound.ScriptFallback;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.support.Await;
import io.heddle.support.Origin;
import io.heddle.support.PacOffice;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TestOutbounds.OutboundFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An outbound whose script chooses the way to each target.
@Tag("conversation")
final class PacTest {
  private static final String CONNECT = "CONNECT web.test:443 HTTP/1.1\r\n\r\n";

  private static final Client CLIENT =
      new Client("test", Endpoint.UNSPECIFIED, Client.ClientProtocol.HTTP, Optional.empty());

  private final Origin a = Origin.start();
  private final Origin b = Origin.start();
  private final Origin server = Origin.start();
  private final PacOffice office;

  PacTest(@TempDir Path folder) {
    office = PacOffice.in(folder);
  }

  @AfterEach
  void close() {
    a.close();
    b.close();
    server.close();
  }

  @Test
  void theFirstProxyOfTheAnswerIsUsedAndToldInTheLog() {
    try (var proxy = answering("PROXY " + a.address() + "; DIRECT");
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = a.accept()) {
        HopReplies.grant(hop);
        client.receivesHead();
        var request = proxy.server().connections().all().iterator().next().request();
        assertEquals("office/" + a.address(), request.upstreamPath().orElseThrow());
      }
    }
  }

  @Test
  void aProxyThatDoesNotConnectIsLeftOutForFiveMinutes() {
    try (var proxy = answering("PROXY " + a.address() + "; SOCKS5 " + b.address())) {
      try (var client = proxy.client()) {
        client.sendsText(CONNECT);
        a.accept().close();
        try (var hop = b.accept()) {
          HopReplies.grantSocks5(hop);
          client.receivesHead();
        }
      }
      office.pass(Duration.ofMinutes(5).minusSeconds(1));
      try (var client = proxy.client()) {
        client.sendsText(CONNECT);
        try (var hop = b.accept()) {
          HopReplies.grantSocks5(hop);
          client.receivesHead();
        }
      }
      office.pass(Duration.ofSeconds(2));
      tunnelThrough(proxy, a);
    }
  }

  @Test
  void ifAllAreDeadAllAreTried() {
    try (var proxy = answering("PROXY " + a.address() + "; PROXY " + b.address())) {
      try (var client = proxy.client()) {
        client.sendsText(CONNECT);
        a.accept().close();
        b.accept().close();
        String head = client.receivesHead();
        assertTrue(head.startsWith("HTTP/1.1 502 Bad Gateway"), head);
      }
      tunnelThrough(proxy, a);
      assertEquals(MemberState.WORKING, office.outbound().health().get(1).state());
      assertEquals(MemberState.FAILED, office.outbound().health().get(2).state());
    }
  }

  @Test
  void aTargetThatAProxyRefusesIsAnAnswer() {
    try (var proxy = answering("PROXY " + a.address() + "; PROXY " + b.address());
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = a.accept()) {
        hop.receivesHead();
        hop.sendsText("HTTP/1.1 403 Forbidden\r\n\r\n");
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 403"));
      }
      tunnelThrough(proxy, a);
    }
  }

  @Test
  void aProxyThatWantsCredentialsIsNotDeadAndNothingGoesAroundIt() {
    try (var proxy = answering("PROXY " + a.address() + "; PROXY " + b.address() + "; DIRECT")) {
      String sentence = "it asks for credentials, and none are configured for it";
      for (String request :
          List.of(CONNECT, "GET http://web.test/ HTTP/1.1\r\nHost: web.test\r\n\r\n")) {
        try (var client = proxy.client()) {
          client.sendsText(request);
          try (var hop = a.accept()) {
            hop.receivesHead();
            hop.sendsText(
                "HTTP/1.1 407 No\r\nProxy-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n");
            String head = client.receivesHead();
            assertTrue(head.startsWith("HTTP/1.1 502"), head);
            assertTrue(head.contains(sentence), head);
          }
        }
        MemberHealth health = office.outbound().health().get(1);
        assertEquals(MemberState.FAILED, health.state());
        assertTrue(health.summary().endsWith(sentence), health.summary());
      }
      tunnelThrough(proxy, a);
      assertEquals(MemberState.WORKING, office.outbound().health().get(1).state());
      b.hasNoConnection();
    }
  }

  @Test
  void aTargetThatCannotBeReachedDirectlyIsTriedThroughTheNext() {
    String closed = Origin.closedPort().toString();
    try (var proxy = answering("DIRECT; PROXY " + a.address());
        var client = proxy.client()) {
      client.sendsText("CONNECT " + closed + " HTTP/1.1\r\n\r\n");
      try (var hop = a.accept()) {
        HopReplies.grant(hop);
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 200"));
      }
    }
  }

  @Test
  void plainHttpIsForwardedByTheProxyThatTheScriptNamesForTheWholeUrl() {
    String script =
        "function FindProxyForURL(url, host) { return url == 'http://web.test/a?b' && host == 'web.test'"
            + " ? 'PROXY "
            + a.address()
            + "' : 'DIRECT'; }";
    try (var proxy = running(script);
        var client = proxy.client()) {
      client.sendsText("GET http://web.test/a?b HTTP/1.1\r\nHost: web.test\r\n\r\n");
      try (var hop = a.accept()) {
        assertTrue(hop.receivesHead().startsWith("GET http://web.test/a?b HTTP/1.1"));
        hop.sendsText("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 200"));
        client.receivesText("hi");
      }
    }
  }

  @Test
  void aConnectionOfThePoolIsUsedWhileTheScriptLeadsTheSameWay() {
    try (var proxy = answering("PROXY " + a.address());
        var client = proxy.client()) {
      String get = "GET http://web.test/ HTTP/1.1\r\nHost: web.test\r\n\r\n";
      String ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
      client.sendsText(get);
      try (var hop = a.accept()) {
        hop.receivesHead();
        hop.sendsText(ok);
        client.receivesHead();
        client.sendsText(get);
        hop.receivesHead();
        hop.sendsText(ok);
        client.receivesHead();
        office.write("function FindProxyForURL(u, h) { return 'PROXY " + b.address() + "' }");
        office.pass(Duration.ofSeconds(2));
        tunnelThrough(proxy, b);
        client.sendsText(get);
        try (var other = b.accept()) {
          other.receivesHead();
          other.sendsText(ok);
          client.receivesHead();
        }
        hop.receivesEnd();
      }
    }
  }

  @Test
  void aScriptThatHasChangedIsReadAgainAndABrokenOneIsNot() {
    try (var proxy = answering("PROXY " + a.address())) {
      tunnelThrough(proxy, a);
      office.write("function FindProxyForURL(u, h) { return 'PROXY " + b.address() + "' }");
      tunnelThrough(proxy, a);
      office.pass(Duration.ofSeconds(2));
      tunnelThrough(proxy, b);
      office.write("function FindProxyForURL(");
      office.pass(Duration.ofSeconds(2));
      tunnelThrough(proxy, b);
      assertEquals(MemberState.FAILED, office.outbound().health().getFirst().state());
    }
  }

  @Test
  void aFileThatIsMissingBlocksOrLeadsDirectly() {
    try (var proxy = start(office.fromFile(ScriptFallback.BLOCK));
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      String head = client.receivesHead();
      assertTrue(head.startsWith("HTTP/1.1 502"), head);
      assertTrue(head.contains("outbound office: no script from"), head);
      assertTrue(head.contains("no such file"), head);
    }
    try (var proxy = start(office.fromFile(ScriptFallback.DIRECT));
        var client = proxy.client()) {
      client.sendsText("CONNECT " + a.address() + " HTTP/1.1\r\n\r\n");
      try (var _ = a.accept()) {
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 200"));
      }
    }
  }

  @Test
  void aScriptAtAUrlIsFetchedOnceForAllAndAgainAfterAnHour() {
    try (var proxy =
            start(
                office.fromUrl("http://" + server.address() + "/proxy.pac", ScriptFallback.BLOCK));
        var first = proxy.client();
        var second = proxy.client()) {
      first.sendsText(CONNECT);
      second.sendsText(CONNECT);
      serve("function FindProxyForURL(u, h) { return 'PROXY " + a.address() + "' }");
      try (var hop = a.accept();
          var other = a.accept()) {
        HopReplies.grant(hop);
        HopReplies.grant(other);
        assertTrue(first.receivesHead().startsWith("HTTP/1.1 200"));
        assertTrue(second.receivesHead().startsWith("HTTP/1.1 200"));
      }
      office.pass(Duration.ofMinutes(59));
      tunnelThrough(proxy, a);
      office.pass(Duration.ofMinutes(2));
      tunnelThrough(proxy, a);
      serve("function FindProxyForURL(u, h) { return 'PROXY " + b.address() + "' }");
      Tunnel tunnel = new Tunnel(CLIENT, Endpoint.parse("web.test:443"));
      Await.until(
          "the old answer is forgotten",
          () -> !office.outbound().mayReuse(tunnel, "office/" + a.address()));
      tunnelThrough(proxy, b);
    }
  }

  @Test
  void afterAChangeOfTheNetworkTheScriptIsFetchedBeforeTheNextRequest() {
    try (var proxy =
        start(office.fromUrl("http://" + server.address() + "/proxy.pac", ScriptFallback.DIRECT))) {
      try (var client = proxy.client()) {
        client.sendsText(CONNECT);
        serve("function FindProxyForURL(u, h) { return 'PROXY " + a.address() + "' }");
        try (var hop = a.accept()) {
          HopReplies.grant(hop);
        }
        client.receivesHead();
      }
      office.outbound().networkChanged();
      try (var client = proxy.client()) {
        client.sendsText("CONNECT " + b.address() + " HTTP/1.1\r\n\r\n");
        try (var fetch = server.accept()) {
          fetch.receivesHead();
          fetch.sendsText("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        }
        try (var _ = b.accept()) {
          assertTrue(client.receivesHead().startsWith("HTTP/1.1 200"));
        }
      }
    }
  }

  @Test
  void anEndlessScriptDelaysOnlyItsOwnRequest() {
    String script =
        "function FindProxyForURL(url, host) { while (host == 'slow.test') {} return 'PROXY "
            + a.address()
            + "'; }";
    try (var proxy = running(script);
        var slow = proxy.client()) {
      tunnelThrough(proxy, a);
      slow.sendsText("CONNECT slow.test:443 HTTP/1.1\r\n\r\n");
      tunnelThrough(proxy, a);
      String head = slow.receivesHead();
      assertTrue(head.contains("it runs for longer than 1000 ms"), head);
    }
  }

  @Test
  void anAnswerIsUsedForAMinute() {
    String script =
        "var n = 0; function FindProxyForURL(url, host) { return n++ ? 'PROXY "
            + b.address()
            + "' : 'PROXY "
            + a.address()
            + "'; }";
    try (var proxy = running(script)) {
      tunnelThrough(proxy, a);
      office.pass(Duration.ofSeconds(59));
      tunnelThrough(proxy, a);
      office.pass(Duration.ofSeconds(2));
      tunnelThrough(proxy, b);
    }
  }

  @Test
  void aSocksClientTakesTheSameWay() {
    try (var proxy = answering("SOCKS " + a.address());
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      client.sends("05 01 00 01 c0 00 02 01 01 bb");
      try (var hop = a.accept()) {
        hop.receives("04 01 01 bb c0 00 02 01 6d 65 00").sends("00 5a 00 00 00 00 00 00");
        client.receives("05 00 00 01").receivesBytes(6);
      }
    }
  }

  private void serve(String script) {
    try (var fetch = server.accept()) {
      String head = fetch.receivesHead();
      assertTrue(head.startsWith("GET /proxy.pac HTTP/1.1\r\n"), head);
      int half = script.length() / 2;
      fetch.sendsText(
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
              + Integer.toHexString(half)
              + "\r\n"
              + script.substring(0, half)
              + "\r\n"
              + Integer.toHexString(script.length() - half)
              + "\r\n"
              + script.substring(half)
              + "\r\n0\r\n\r\n");
    }
  }

  private static void tunnelThrough(ProxyUnderTest proxy, Origin upstream) {
    try (var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        HopReplies.grant(hop);
        String head = client.receivesHead();
        assertTrue(head.startsWith("HTTP/1.1 200"), head);
      }
    }
  }

  private ProxyUnderTest answering(String answer) {
    office.answer(answer);
    return start(office.fromFile(ScriptFallback.BLOCK));
  }

  private ProxyUnderTest running(String script) {
    office.write(script);
    return start(office.fromFile(ScriptFallback.BLOCK));
  }

  private static ProxyUnderTest start(OutboundFactory outbound) {
    return ProxyUnderTest.with().through(outbound).connect(Duration.ofSeconds(5)).start();
  }
}
