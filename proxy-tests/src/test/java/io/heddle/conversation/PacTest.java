package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.auth.UpstreamAuthenticator;
import io.heddle.dial.Resolver;
import io.heddle.outbound.DirectOutbound;
import io.heddle.outbound.ExtraFields;
import io.heddle.outbound.HttpProxy;
import io.heddle.outbound.Outbound;
import io.heddle.outbound.OutboundGroup.MemberState;
import io.heddle.outbound.PacOutbound;
import io.heddle.outbound.PacOutbound.ScriptFallback;
import io.heddle.outbound.Socks4Proxy;
import io.heddle.outbound.Socks5Proxy;
import io.heddle.outbound.UpstreamProxy;
import io.heddle.pac.PacEntry;
import io.heddle.pac.source.PacFile;
import io.heddle.pac.source.PacSource;
import io.heddle.pac.source.PacUrl;
import io.heddle.pac.source.SystemPacNetwork;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.support.Await;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TestOutbounds.OutboundFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
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
  private final AtomicLong clock = new AtomicLong(1);
  private final AtomicReference<PacOutbound> office = new AtomicReference<>();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    a.close();
    b.close();
    server.close();
  }

  @Test
  void theFirstProxyOfTheAnswerIsUsedAndToldInTheLog() throws IOException {
    try (var proxy = answering("PROXY " + a.address() + "; DIRECT");
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = a.accept()) {
        grant(hop);
        client.receivesHead();
        var request = proxy.server().connections().all().iterator().next().request();
        assertEquals("office/" + a.address(), request.upstreamPath().orElseThrow());
      }
    }
  }

  @Test
  void aProxyThatDoesNotConnectIsLeftOutForFiveMinutes() throws IOException {
    try (var proxy = answering("PROXY " + a.address() + "; SOCKS5 " + b.address())) {
      try (var client = proxy.client()) {
        client.sendsText(CONNECT);
        a.accept().close();
        try (var hop = b.accept()) {
          grantSocks5(hop);
          client.receivesHead();
        }
      }
      pass(Duration.ofMinutes(5).minusSeconds(1));
      try (var client = proxy.client()) {
        client.sendsText(CONNECT);
        try (var hop = b.accept()) {
          grantSocks5(hop);
          client.receivesHead();
        }
      }
      pass(Duration.ofSeconds(2));
      tunnelThrough(proxy, a);
    }
  }

  @Test
  void ifAllAreDeadAllAreTried() throws IOException {
    try (var proxy = answering("PROXY " + a.address() + "; PROXY " + b.address())) {
      try (var client = proxy.client()) {
        client.sendsText(CONNECT);
        a.accept().close();
        b.accept().close();
        String head = client.receivesHead();
        assertTrue(head.startsWith("HTTP/1.1 502 Bad Gateway"), head);
      }
      tunnelThrough(proxy, a);
      assertEquals(MemberState.WORKING, office.get().health().get(1).state());
      assertEquals(MemberState.FAILED, office.get().health().get(2).state());
    }
  }

  @Test
  void aTargetThatAProxyRefusesIsAnAnswer() throws IOException {
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
  void aTargetThatCannotBeReachedDirectlyIsTriedThroughTheNext() throws IOException {
    String closed = Origin.closedPort().toString();
    try (var proxy = answering("DIRECT; PROXY " + a.address());
        var client = proxy.client()) {
      client.sendsText("CONNECT " + closed + " HTTP/1.1\r\n\r\n");
      try (var hop = a.accept()) {
        grant(hop);
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 200"));
      }
    }
  }

  @Test
  void plainHttpIsForwardedByTheProxyThatTheScriptNamesForTheWholeUrl() throws IOException {
    String script =
        "function FindProxyForURL(url, host) { return url == 'http://web.test/a?b' && host == 'web.test'"
            + " ? 'PROXY "
            + a.address()
            + "' : 'DIRECT'; }";
    try (var proxy = start(script, ScriptFallback.BLOCK);
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
  void aConnectionOfThePoolIsUsedWhileTheScriptLeadsTheSameWay() throws IOException {
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
        write("function FindProxyForURL(u, h) { return 'PROXY " + b.address() + "' }");
        pass(Duration.ofSeconds(2));
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
  void aScriptThatHasChangedIsReadAgainAndABrokenOneIsNot() throws IOException {
    try (var proxy = answering("PROXY " + a.address())) {
      tunnelThrough(proxy, a);
      write("function FindProxyForURL(u, h) { return 'PROXY " + b.address() + "' }");
      tunnelThrough(proxy, a);
      pass(Duration.ofSeconds(2));
      tunnelThrough(proxy, b);
      write("function FindProxyForURL(");
      pass(Duration.ofSeconds(2));
      tunnelThrough(proxy, b);
      assertEquals(MemberState.FAILED, office.get().health().getFirst().state());
    }
  }

  @Test
  void aFileThatIsMissingBlocksOrLeadsDirectly() throws IOException {
    try (var proxy = start(new PacFile(folder.resolve("no.pac")), ScriptFallback.BLOCK);
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      String head = client.receivesHead();
      assertTrue(head.startsWith("HTTP/1.1 502"), head);
      assertTrue(head.contains("outbound office: no script from"), head);
      assertTrue(head.contains("no such file"), head);
    }
    try (var proxy = start(new PacFile(folder.resolve("no.pac")), ScriptFallback.DIRECT);
        var client = proxy.client()) {
      client.sendsText("CONNECT " + a.address() + " HTTP/1.1\r\n\r\n");
      try (var _ = a.accept()) {
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 200"));
      }
    }
  }

  @Test
  void aScriptAtAUrlIsFetchedOnceForAllAndAgainAfterAnHour() throws Exception {
    try (var proxy = start(ScriptFallback.BLOCK, "http://" + server.address() + "/proxy.pac");
        var first = proxy.client();
        var second = proxy.client()) {
      first.sendsText(CONNECT);
      second.sendsText(CONNECT);
      serve("function FindProxyForURL(u, h) { return 'PROXY " + a.address() + "' }");
      try (var hop = a.accept();
          var other = a.accept()) {
        grant(hop);
        grant(other);
        assertTrue(first.receivesHead().startsWith("HTTP/1.1 200"));
        assertTrue(second.receivesHead().startsWith("HTTP/1.1 200"));
      }
      pass(Duration.ofMinutes(59));
      tunnelThrough(proxy, a);
      pass(Duration.ofMinutes(2));
      tunnelThrough(proxy, a);
      serve("function FindProxyForURL(u, h) { return 'PROXY " + b.address() + "' }");
      Tunnel tunnel = new Tunnel(CLIENT, Endpoint.parse("web.test:443"));
      Await.until(
          "the old answer is forgotten",
          () -> !office.get().mayReuse(tunnel, "office/" + a.address()));
      tunnelThrough(proxy, b);
    }
  }

  @Test
  void afterAChangeOfTheNetworkTheScriptIsFetchedBeforeTheNextRequest() throws Exception {
    try (var proxy = start(ScriptFallback.DIRECT, "http://" + server.address() + "/proxy.pac")) {
      try (var client = proxy.client()) {
        client.sendsText(CONNECT);
        serve("function FindProxyForURL(u, h) { return 'PROXY " + a.address() + "' }");
        try (var hop = a.accept()) {
          grant(hop);
        }
        client.receivesHead();
      }
      office.get().networkChanged();
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
  void anEndlessScriptDelaysOnlyItsOwnRequest() throws IOException {
    String script =
        "function FindProxyForURL(url, host) { while (host == 'slow.test') {} return 'PROXY "
            + a.address()
            + "'; }";
    try (var proxy = start(script, ScriptFallback.BLOCK);
        var slow = proxy.client()) {
      tunnelThrough(proxy, a);
      slow.sendsText("CONNECT slow.test:443 HTTP/1.1\r\n\r\n");
      tunnelThrough(proxy, a);
      String head = slow.receivesHead();
      assertTrue(head.contains("it runs for longer than 1000 ms"), head);
    }
  }

  @Test
  void anAnswerIsUsedForAMinute() throws IOException {
    String script =
        "var n = 0; function FindProxyForURL(url, host) { return n++ ? 'PROXY "
            + b.address()
            + "' : 'PROXY "
            + a.address()
            + "'; }";
    try (var proxy = start(script, ScriptFallback.BLOCK)) {
      tunnelThrough(proxy, a);
      pass(Duration.ofSeconds(59));
      tunnelThrough(proxy, a);
      pass(Duration.ofSeconds(2));
      tunnelThrough(proxy, b);
    }
  }

  @Test
  void aSocksClientTakesTheSameWay() throws IOException {
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

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private static void tunnelThrough(ProxyUnderTest proxy, Origin upstream) {
    try (var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        grant(hop);
        String head = client.receivesHead();
        assertTrue(head.startsWith("HTTP/1.1 200"), head);
      }
    }
  }

  private static void grant(Peer hop) {
    String head = hop.receivesHead();
    assertTrue(head.startsWith("CONNECT "), head);
    hop.sendsText("HTTP/1.1 200 OK\r\n\r\n");
  }

  private static void grantSocks5(Peer hop) {
    hop.receives("05 01 00").sends("05 00").receivesBytes(15);
    hop.sends("05 00 00 01 00 00 00 00 00 00");
  }

  private ProxyUnderTest answering(String answer) throws IOException {
    return start(
        "function FindProxyForURL(url, host) { return '" + answer + "'; }", ScriptFallback.BLOCK);
  }

  private Path write(String script) throws IOException {
    return Files.writeString(folder.resolve("proxy.pac"), script);
  }

  private ProxyUnderTest start(String script, ScriptFallback unreachable) throws IOException {
    return start(new PacFile(write(script)), unreachable);
  }

  private ProxyUnderTest start(ScriptFallback unreachable, String url) {
    return start((direct, resolver) ->
        outbound(
            direct,
            resolver,
            new PacUrl(
                URI.create(url),
                direct.dialer(),
                _ -> {
                  throw new IOException("no TLS here");
                }),
            unreachable));
  }

  private ProxyUnderTest start(PacSource source, ScriptFallback unreachable) {
    return start((direct, resolver) -> outbound(direct, resolver, source, unreachable));
  }

  private static ProxyUnderTest start(OutboundFactory outbound) {
    return ProxyUnderTest.with().through(outbound).connect(Duration.ofSeconds(5)).start();
  }

  private PacOutbound outbound(
      DirectOutbound direct, Resolver resolver, PacSource source, ScriptFallback unreachable) {
    PacOutbound made =
        new PacOutbound(
            "office",
            source,
            new SystemPacNetwork(resolver),
            unreachable,
            direct,
            (name, entry) -> proxy(name, entry, direct),
            clock::get);
    office.set(made);
    return made;
  }

  private static Outbound proxy(String name, PacEntry entry, Outbound direct) {
    UpstreamProxy upstream = new UpstreamProxy(name, entry.address().orElseThrow(), direct);
    return switch (entry.protocol()) {
      case PROXY -> new HttpProxy(upstream, UpstreamAuthenticator.NONE, ExtraFields.NONE, 4096);
      case SOCKS4 -> new Socks4Proxy(upstream, "me", new Socks4Proxy.DnsLocation.RemoteDns());
      case SOCKS5 -> new Socks5Proxy(upstream, Optional.empty());
      case HTTPS, DIRECT -> throw new IllegalArgumentException("not here");
    };
  }
}
