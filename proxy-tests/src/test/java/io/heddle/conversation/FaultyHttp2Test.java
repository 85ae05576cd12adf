package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Setting;
import io.heddle.outbound.Http2Connections.Fallback;
import io.heddle.route.Fault;
import io.heddle.route.Router.Route;
import io.heddle.route.Rule;
import io.heddle.support.Faults;
import io.heddle.support.Http2Peer;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TestOutbounds;
import io.heddle.support.TlsListenerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a fault does to streams of HTTP/2, of clients and of upstream proxies.
@Tag("conversation")
class FaultyHttp2Test {
  private static final Duration DELAY = Duration.ofMillis(60);

  @TempDir private static Path folder;
  private static SelfSignedCertificate certificate;

  private final Origin origin = Origin.start();

  @BeforeAll
  static void makeCertificate() {
    certificate = SelfSignedCertificate.of(folder, "dns:localhost,ip:127.0.0.1");
  }

  @AfterEach
  void close() {
    origin.close();
  }

  @Test
  void aStreamOfAClientIsDelayedBothWays() {
    try (var proxy = listener(Faults.delay(DELAY));
        var client = client(proxy)) {
      long start = System.nanoTime();
      client.sendsHeaders(1, connect(), EndStream.NO).sendsData(1, "ping", EndStream.YES);
      try (var server = origin.accept()) {
        server.receivesText("ping").receivesEnd().sendsText("pong").ends();
        assertEquals("200", client.receivesStatus(1));
        client.receivesData(1, "pong").receivesEnd(1);
        assertTrue(System.nanoTime() - start >= 3 * DELAY.toNanos());
      }
    }
  }

  @Test
  void aResetOfOneStreamLeavesTheOthers() {
    try (var proxy = listener(Faults.resetAfter(4));
        var client = client(proxy)) {
      client.sendsHeaders(1, connect(), EndStream.NO);
      var broken = origin.accept();
      assertEquals("200", client.receivesStatus(1));
      broken.sendsText("pongs");
      client.receivesData(1, "pong").receivesReset(1, ErrorCode.CONNECT_ERROR);
      broken.receivesReset();
      client.sendsHeaders(3, connect(), EndStream.NO);
      try (var server = origin.accept()) {
        assertEquals("200", client.receivesStatus(3));
        server.sendsText("ok");
        client.receivesData(3, "ok");
      }
    }
  }

  @Test
  void aStreamToAnUpstreamIsDelayedBothWays() {
    Route route = new Route("rules[0]", "up", Optional.of(Faults.delay(DELAY)));
    try (var proxy =
            ProxyUnderTest.with()
                .through(
                    TestOutbounds.http2(
                        origin.address(), certificate, Fallback.HTTP1, Duration.ofMinutes(1)))
                .rules(new Rule(List.of(), route))
                .start();
        var client = proxy.client()) {
      client.sendsText("CONNECT host.example:80 HTTP/1.1\r\n\r\n");
      try (var hop =
          Http2Peer.server(origin.accept().inTlsFor("h2", certificate.context(certificate)))) {
        String asked =
            ":method CONNECT, :authority host.example:80, proxy-authorization Basic bWU6c2VjcmV0";
        hop.receivesHeaders(1, asked, EndStream.NO).answers(1, 200);
        client.receivesHead();
        long start = System.nanoTime();
        client.sendsText("ping").ends();
        hop.receivesData(1, "ping").receivesEnd(1).sendsData(1, "pong", EndStream.YES);
        client.receivesText("pong").receivesEnd();
        assertTrue(System.nanoTime() - start >= 2 * DELAY.toNanos());
      }
    }
  }

  private String connect() {
    return ":method CONNECT, :authority " + origin.address();
  }

  private static ProxyUnderTest listener(Fault fault) {
    return ProxyUnderTest.with()
        .entrance(TlsListenerSettings.of(certificate))
        .rules(Faults.rule(fault))
        .start();
  }

  private static Http2Peer client(ProxyUnderTest proxy) {
    Peer secured =
        Peer.connect(proxy.address())
            .shakesHands(certificate.context(certificate), "TLSv1.3", "h2");
    return Http2Peer.client(secured, new Setting(Setting.INITIAL_WINDOW_SIZE, 1 << 20));
  }
}
