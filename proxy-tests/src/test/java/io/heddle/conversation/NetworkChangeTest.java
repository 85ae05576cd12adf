package io.heddle.conversation;

import static io.heddle.support.HttpText.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.Frame;
import io.heddle.net.change.NetworkChange;
import io.heddle.outbound.DirectOutbound;
import io.heddle.outbound.Http2Connections.Fallback;
import io.heddle.outbound.OutboundGroup;
import io.heddle.outbound.OutboundGroup.Order;
import io.heddle.outbound.Socks5Proxy;
import io.heddle.outbound.UpstreamProxy;
import io.heddle.server.NetworkRefresh;
import io.heddle.support.AdminUnderTest;
import io.heddle.support.Await;
import io.heddle.support.Http2Peer;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.StubLookup;
import io.heddle.support.TestOutbounds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the proxy forgets when the network has changed, and what goes on.
@Tag("conversation")
class NetworkChangeTest {
  private static final String CONNECT = "CONNECT host.example:80 HTTP/1.1\r\n\r\n";

  @TempDir private Path folder;

  private final Origin origin = Origin.start();

  @AfterEach
  void close() {
    origin.close();
  }

  private static void change(ProxyUnderTest proxy) {
    new NetworkRefresh(proxy.server())
        .networkChanged(new NetworkChange(Instant.EPOCH, List.of("stopped for 20 s")));
  }

  @Test
  void idleConnectionsAreClosedAndTheNextRequestHasANewOne() {
    try (var proxy = ProxyUnderTest.start();
        var client = proxy.client()) {
      client.sendsText(get());
      try (var server = origin.accept()) {
        answer(server, client);
        Await.until("it waits", () -> proxy.upstreamPool().count() == 1);
        change(proxy);
        server.receivesEnd();
        assertEquals(0, proxy.upstreamPool().count());
      }
      client.sendsText(get());
      try (var server = origin.accept()) {
        answer(server, client);
        Await.until("it waits", () -> proxy.upstreamPool().count() == 1);
      }
    }
  }

  @Test
  void aRequestUnderWayGoesOnAndItsConnectionIsKept() {
    try (var proxy = ProxyUnderTest.start();
        var client = proxy.client()) {
      client.sendsText(get());
      try (var server = origin.accept()) {
        server.receivesHead();
        change(proxy);
        server.sendsText(message("HTTP/1.1 200 OK\nContent-Length: 2\n\nok"));
        client.receivesHead();
        client.receivesText("ok").sendsText(get());
        answer(server, client);
      }
    }
  }

  private String get() {
    return message("GET http://%s/ HTTP/1.1\nHost: x\n\n", origin.address());
  }

  private static void answer(Peer server, Peer client) {
    server.receivesHead();
    server.sendsText(message("HTTP/1.1 200 OK\nContent-Length: 2\n\nok"));
    client.receivesHead();
    client.receivesText("ok");
  }

  @Test
  void namesAreLookedUpAgainAndTunnelsStay() {
    StubLookup names = new StubLookup().knows("host.example", "127.0.0.1");
    try (var proxy = ProxyUnderTest.with().lookup(names, Duration.ofSeconds(5)).start();
        var tunnel = proxy.client().sendsText(connect());
        var target = origin.accept()) {
      tunnel.receivesHead();
      try (var second = proxy.client().sendsText(connect());
          var _ = origin.accept()) {
        second.receivesHead();
        assertEquals(1, names.asked("host.example"));
      }
      change(proxy);
      try (var third = proxy.client().sendsText(connect());
          var _ = origin.accept()) {
        third.receivesHead();
        assertEquals(2, names.asked("host.example"));
      }
      tunnel.sendsText("goes on");
      target.receivesText("goes on").sendsText("too");
      tunnel.receivesText("too");
      assertEquals(1, proxy.server().metrics().networkChanges());
    }
  }

  private String connect() {
    return "CONNECT host.example:" + origin.address().port() + " HTTP/1.1\r\n\r\n";
  }

  @Test
  void aFailureToResolveIsForgotten() {
    StubLookup names = new StubLookup();
    try (var proxy = ProxyUnderTest.with().lookup(names, Duration.ofSeconds(5)).start()) {
      try (var client = proxy.client().sendsText(connect())) {
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 502 "));
      }
      names.knows("host.example", "127.0.0.1");
      change(proxy);
      try (var client = proxy.client().sendsText(connect());
          var _ = origin.accept()) {
        client.receivesHead();
      }
    }
  }

  @Test
  void aMemberOfAGroupThatFailedIsTriedFirstAgain() {
    try (var other = Origin.start();
        var proxy =
            ProxyUnderTest.with()
                .through((direct, _) ->
                    new OutboundGroup(
                        "either",
                        Order.FIRST_AVAILABLE,
                        List.of(
                            socks("a", origin.address(), direct),
                            socks("b", other.address(), direct))))
                .start()) {
      for (int failure = 0; failure < 3; failure++) {
        try (var client = proxy.client().sendsText(CONNECT)) {
          origin.accept().resets();
          granted(other, client);
        }
        change(proxy);
      }
      try (var client = proxy.client().sendsText(CONNECT)) {
        granted(origin, client);
      }
    }
  }

  private static Socks5Proxy socks(String name, Endpoint address, DirectOutbound direct) {
    return new Socks5Proxy(new UpstreamProxy(name, address, direct), Optional.empty());
  }

  private static void granted(Origin upstream, Peer client) {
    try (var hop = upstream.accept()) {
      hop.receives("05 01 00").sends("05 00");
      hop.receives("05 01 00 03 0c").receivesText("host.example").receives("00 50");
      hop.sends("05 00 00 01 00 00 00 00 00 00");
      assertTrue(client.receivesHead().startsWith("HTTP/1.1 200 "));
    }
  }

  @Test
  void isToldByTheAdminListener() {
    try (var proxy = ProxyUnderTest.start();
        var admin = AdminUnderTest.of(proxy)) {
      isIn(admin.body("/status"), "\"network\":{\"changes\":0}");
      isIn(admin.body("/metrics"), "\nheddle_network_changes_total 0\n");
      change(proxy);
      isIn(
          admin.body("/status"),
          "\"network\":{\"changes\":1,\"last\":\"1970-01-01T00:00:00Z\","
              + "\"change\":\"stopped for 20 s\"}");
      isIn(admin.body("/metrics"), "\nheddle_network_changes_total 1\n");
    }
  }

  private static void isIn(String text, String part) {
    assertTrue(text.contains(part), () -> part + " in " + text);
  }

  /// The connection had been in use a moment before, so without the change it would not be asked.
  @Test
  void aSilentConnectionOfHttp2IsReplacedWithinThreeSeconds() {
    SelfSignedCertificate certificate = SelfSignedCertificate.of(folder, "ip:127.0.0.1");
    try (var proxy =
            ProxyUnderTest.with()
                .connect(Duration.ofSeconds(30))
                .through(
                    TestOutbounds.http2(
                        origin.address(), certificate, Fallback.HTTP1, Duration.ofMinutes(1)))
                .start();
        var one = proxy.client().sendsText(CONNECT);
        var hop = Http2Peer.server(inTls(certificate))) {
      hop.answers(hop.receivesRequest(), 200);
      one.receivesHead();
      change(proxy);
      long start = System.nanoTime();
      try (var two = proxy.client().sendsText(CONNECT)) {
        assertInstanceOf(Frame.Ping.class, hop.nextOfStream());
        try (var next = Http2Peer.server(inTls(certificate))) {
          next.answers(next.receivesRequest(), 200);
          two.receivesHead();
          Duration taken = Duration.ofNanos(System.nanoTime() - start);
          assertTrue(taken.compareTo(Duration.ofSeconds(3)) < 0, taken::toString);
        }
      }
    }
  }

  @Test
  void aConnectionOfHttp2ThatAnswersIsUsedOn() {
    SelfSignedCertificate certificate = SelfSignedCertificate.of(folder, "ip:127.0.0.1");
    try (var proxy =
            ProxyUnderTest.with()
                .connect(Duration.ofSeconds(30))
                .through(
                    TestOutbounds.http2(
                        origin.address(), certificate, Fallback.HTTP1, Duration.ofMinutes(1)))
                .start();
        var one = proxy.client().sendsText(CONNECT);
        var hop = Http2Peer.server(inTls(certificate))) {
      hop.answers(hop.receivesRequest(), 200);
      one.receivesHead();
      change(proxy);
      try (var two = proxy.client().sendsText(CONNECT)) {
        hop.sends(
            new Frame.PingAck(assertInstanceOf(Frame.Ping.class, hop.nextOfStream()).opaque()));
        hop.answers(hop.receivesRequest(), 200);
        two.receivesHead();
        var three = proxy.client().sendsText(CONNECT);
        hop.answers(hop.receivesRequest(), 200);
        three.receivesHead();
        one.sendsText("on");
        hop.receivesData(1, "on").sendsData(1, "and on", EndStream.NO);
        one.receivesText("and on");
      }
    }
  }

  private Peer inTls(SelfSignedCertificate certificate) {
    return origin.accept().inTlsFor("h2", certificate.context(certificate));
  }
}
