package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.auth.UpstreamAuthenticator;
import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.net.tls.TlsContexts.Trust;
import io.heddle.outbound.Http2Connections.Fallback;
import io.heddle.support.EchoingScheme;
import io.heddle.support.Http2Peer;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TestOutbounds;
import io.heddle.support.TestOutbounds.OutboundFactory;
import io.heddle.support.TlsListenerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokens for a proxy in TLS, over HTTP/1.1 and HTTP/2, and for proxies one behind the other. The scheme is
/// that of the tests, which sends `Negotiate one`, and then what the proxy has sent.
@Tag("conversation")
class NegotiateUpstreamTest {
  private static final String CONNECT = "CONNECT host.example:80 HTTP/1.1\r\n\r\n";
  private static final String POST =
      "POST http://host.example/a HTTP/1.1\r\nHost: host.example\r\nContent-Length: 4\r\n\r\nbody";
  private static final String TOKEN = "Proxy-Authorization: Negotiate one\r\n";
  private static final String STREAM =
      ":method CONNECT, :authority host.example:80, proxy-authorization Negotiate one";

  @TempDir private static Path folder;
  private static SelfSignedCertificate certificate;

  private final Origin upstream = Origin.start();

  @BeforeAll
  static void makeCertificate() {
    certificate = SelfSignedCertificate.of(folder, "ip:127.0.0.1");
  }

  @AfterEach
  void close() {
    upstream.close();
  }

  @Test
  void aTunnelInTls() {
    try (var proxy = ProxyUnderTest.with().through(https()).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = acceptTls()) {
        assertTrue(hop.receivesHead().contains(TOKEN));
        hop.sendsText("HTTP/1.1 200 OK\r\n\r\n220 hello");
        client.receivesHead();
        client.receivesText("220 hello").ends();
      }
    }
  }

  @Test
  void twoLegsInTlsStayOnOneConnection() {
    try (var proxy = ProxyUnderTest.with().through(https()).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = acceptTls()) {
        assertTrue(hop.receivesHead().contains(TOKEN));
        hop.sendsText("HTTP/1.1 407 No\r\nProxy-Authenticate: Negotiate dHdv\r\n");
        hop.sendsText("Content-Length: 5\r\n\r\nsorry");
        assertTrue(hop.receivesHead().contains("Proxy-Authorization: dHdv\r\n"));
        hop.sendsText("HTTP/1.1 200 OK\r\n\r\n");
        client.receivesText("HTTP/1.1 200");
        client.ends();
      }
      upstream.hasNoConnection();
    }
  }

  @Test
  void aForwardedRequestInTlsHasABodyOnce() {
    try (var proxy = ProxyUnderTest.with().through(https()).start();
        var client = proxy.client()) {
      for (int i = 0; i < 2; i++) {
        client.sendsText(POST);
        try (var hop = acceptTls()) {
          assertTrue(hop.receivesHead().contains(TOKEN));
          hop.receivesText("body");
          hop.sendsText("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
          assertTrue(client.receivesHead().startsWith("HTTP/1.1 200"));
        }
      }
    }
  }

  @Test
  void eachStreamHasATokenOfItsOwn() {
    try (var proxy = ProxyUnderTest.with().through(http2()).start();
        var one = proxy.client();
        var two = proxy.client()) {
      one.sendsText(CONNECT);
      try (var hop = acceptHttp2()) {
        hop.receivesHeaders(1, STREAM, EndStream.NO).answers(1, 200);
        one.receivesText("HTTP/1.1 200");
        two.sendsText(CONNECT);
        hop.receivesHeaders(3, STREAM, EndStream.NO).answers(3, 200);
        two.receivesText("HTTP/1.1 200");
        upstream.hasNoConnection();
      }
    }
  }

  @Test
  void aForwardedRequestInHttp2HasATokenAndABodyOnce() {
    try (var proxy = ProxyUnderTest.with().through(http2()).start();
        var client = proxy.client()) {
      client.sendsText(POST);
      try (var hop = acceptHttp2()) {
        var head = hop.decoded((Frame.Headers) hop.nextOfStream());
        assertEquals("POST", head.first(":method").orElseThrow());
        assertEquals("Negotiate one", head.first("proxy-authorization").orElseThrow());
        hop.receivesData(1, "body").sendsHeaders(1, ":status 204", EndStream.YES);
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 204"));
      }
    }
  }

  @Test
  void aProxyThatWantsTwoLegsInHttp2IsTold() {
    try (var proxy = ProxyUnderTest.with().through(http2()).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = acceptHttp2()) {
        hop.receivesHeaders(1, STREAM, EndStream.NO)
            .sendsHeaders(1, ":status 407, proxy-authenticate Negotiate dHdv", EndStream.YES);
        String head = client.receivesHead();
        assertTrue(head.startsWith("HTTP/1.1 502"), head);
        assertTrue(head.contains("or uses HTTP/2, between two legs"), head);
        hop.receivesReset(1, ErrorCode.CANCEL);
      }
    }
  }

  @Test
  void aTokenThatIsRejectedIsNotSentAgain() {
    try (var proxy = ProxyUnderTest.with().through(http2()).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = acceptHttp2()) {
        hop.receivesHeaders(1, STREAM, EndStream.NO)
            .sendsHeaders(1, ":status 407, proxy-authenticate Negotiate", EndStream.YES);
        assertTrue(client.receivesHead().contains("): rejected"));
        hop.receivesReset(1, ErrorCode.CANCEL);
        upstream.hasNoConnection();
      }
    }
  }

  @Test
  void clientsThatSpeakHttp2NeedToKnowNothingOfIt() {
    try (var proxy =
            ProxyUnderTest.with()
                .entrance(TlsListenerSettings.of(certificate))
                .through(TestOutbounds.http(upstream.address(), negotiate()))
                .start();
        var client =
            Http2Peer.client(
                Peer.connect(proxy.address())
                    .shakesHands(certificate.context(certificate), "TLSv1.3", "h2"))) {
      client.sendsHeaders(1, ":method CONNECT, :authority host.example:80", EndStream.NO);
      try (var hop = upstream.accept()) {
        assertTrue(hop.receivesHead().contains(TOKEN));
        hop.sendsText("HTTP/1.1 407 No\r\nProxy-Authenticate: Negotiate dHdv\r\n");
        hop.sendsText("Content-Length: 0\r\n\r\n");
        assertTrue(hop.receivesHead().contains("Proxy-Authorization: dHdv\r\n"));
        hop.sendsText("HTTP/1.1 200 OK\r\n\r\nhello");
        assertEquals("200", client.receivesStatus(1));
        client.receivesData(1, "hello");
      }
      client.receivesEnd(1);
      client.sendsHeaders(
          3, ":method GET, :scheme http, :authority host.example, :path /a", EndStream.YES);
      try (var hop = upstream.accept()) {
        assertTrue(hop.receivesHead().contains(TOKEN));
        hop.sendsText("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        assertEquals("200", client.receivesStatus(3));
        client.receivesData(3, "ok");
      }
    }
  }

  @Test
  void aTokenGoesToItsProxyAlone() {
    try (var first = Origin.start();
        var proxy =
            ProxyUnderTest.with()
                .through(
                    TestOutbounds.http(
                        upstream.address(), negotiate(), TestOutbounds.http(first.address())))
                .start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = first.accept()) {
        String outer = hop.receivesHead();
        assertTrue(outer.startsWith("CONNECT " + upstream.address() + " HTTP/1.1"), outer);
        assertFalse(outer.contains("Proxy-Authorization"), outer);
        hop.sendsText("HTTP/1.1 200 OK\r\n\r\n");
        String inner = hop.receivesHead();
        assertTrue(inner.startsWith("CONNECT host.example:80 HTTP/1.1"), inner);
        assertTrue(inner.contains(TOKEN), inner);
        hop.sendsText("HTTP/1.1 200 OK\r\n\r\n");
        client.receivesText("HTTP/1.1 200");
      }
    }
  }

  @Test
  void anotherProxyIsReachedThroughTheOneThatWantsATicket() {
    try (var second = Origin.start();
        var proxy =
            ProxyUnderTest.with()
                .through(
                    TestOutbounds.socks5(
                        second.address(), TestOutbounds.http(upstream.address(), negotiate())))
                .start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        String head = hop.receivesHead();
        assertTrue(head.startsWith("CONNECT " + second.address() + " HTTP/1.1"), head);
        assertTrue(head.contains(TOKEN), head);
        hop.sendsText("HTTP/1.1 200 OK\r\n\r\n");
        hop.receives("05 01 00").sends("05 00").receivesBytes(19);
        hop.sends("05 00 00 01 00 00 00 00 00 00");
        client.receivesText("HTTP/1.1 200");
      }
    }
  }

  private static UpstreamAuthenticator negotiate() {
    return TestOutbounds.authenticator(new EchoingScheme("Negotiate", "Negotiate one"));
  }

  private OutboundFactory https() {
    return TestOutbounds.https(
        upstream.address(),
        "127.0.0.1",
        new Trust.InFile(certificate.certificate()),
        Optional.empty(),
        negotiate());
  }

  private TestOutbounds.SharedOutboundFactory http2() {
    return TestOutbounds.http2(
        upstream.address(), certificate, Fallback.NONE, Duration.ofMinutes(1), negotiate());
  }

  private Peer acceptTls() {
    return upstream.accept().inTls(certificate.context(certificate), "TLSv1.3", false);
  }

  private Http2Peer acceptHttp2() {
    return Http2Peer.server(upstream.accept().inTlsFor("h2", certificate.context(certificate)));
  }
}
