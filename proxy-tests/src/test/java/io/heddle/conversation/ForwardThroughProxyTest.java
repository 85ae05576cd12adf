package io.heddle.conversation;

import static io.heddle.support.HttpText.message;
import static io.heddle.support.HttpText.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.support.Await;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TestOutbounds;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Requests that are forwarded through another proxy, which the tests play.
@Tag("conversation")
class ForwardThroughProxyTest {
  private static final String GET =
      message("GET http://Host.example/a?b HTTP/1.1\nHost: x\nProxy-Authorization: Basic YTpi\n\n");
  private static final String OK = message("HTTP/1.1 200 OK\nContent-Length: 2\n\nok");

  private final Origin upstream = Origin.start();

  @AfterEach
  void close() {
    upstream.close();
  }

  @Test
  void anHttpProxyGetsTheWholeUrl() {
    try (var proxy = ProxyUnderTest.with().through(TestOutbounds.http(upstream.address())).start();
        Peer client = proxy.client()) {
      for (int i = 0; i < 2; i++) {
        client.sendsText(GET);
      }
      try (Peer hop = upstream.accept()) {
        for (int i = 0; i < 2; i++) {
          hop.receivesText(message("GET http://host.example/a?b HTTP/1.1\nHost: host.example\n\n"));
          hop.sendsText(OK);
          client.receivesText(OK);
        }
      }
    }
  }

  @Test
  void anHttpProxyGetsCredentialsAndExtraFieldsWithEachRequest() {
    var through =
        TestOutbounds.http(upstream.address(), "me", "p@ss:w", Map.of("X-Way", "{source.port}"));
    try (var proxy = ProxyUnderTest.with().through(through).start();
        Peer first = proxy.client();
        Peer second = proxy.client()) {
      first.sendsText(GET);
      try (Peer hop = upstream.accept()) {
        hop.receivesText(asked(first)).sendsText(OK);
        first.receivesText(OK);
        Await.until("the connection waits", () -> proxy.upstreamPool().count() == 1);
        second.sendsText(GET);
        hop.receivesText(asked(second)).sendsText(OK);
        second.receivesText(OK);
      }
    }
  }

  @Test
  void aTunnelWhoseProxyWasToldTheClientServesNobodyElse() {
    var before = TestOutbounds.http(upstream.address(), "me", "p", Map.of("X-From", "{source}"));
    var through = TestOutbounds.socks5(Endpoint.parse("far.example:1080"), before);
    try (var proxy = ProxyUnderTest.with().through(through).start();
        Peer first = proxy.client();
        Peer second = proxy.client()) {
      first.sendsText(GET);
      try (Peer hop = upstream.accept()) {
        grantsTunnel(hop, first);
        answers(hop, first);
        Await.until("the connection waits", () -> proxy.upstreamPool().count() == 1);
        second.sendsText(GET);
        try (Peer other = upstream.accept()) {
          grantsTunnel(other, second);
          answers(other, second);
        }
        first.sendsText(GET);
        answers(hop, first);
      }
    }
  }

  /// Grants the tunnel that is asked for in the client's name, and what is asked for in it.
  private static void grantsTunnel(Peer hop, Peer client) {
    String head = hop.receivesHead();
    assertTrue(head.contains("X-From: 127.0.0.1:" + client.socket().getLocalPort() + "\r\n"), head);
    hop.sendsText(message("HTTP/1.1 200 OK\n\n"));
    hop.receives("05 01 00").sends("05 00");
    hop.receives("05 01 00 03 0c 68 6f 73 74 2e 65 78 61 6d 70 6c 65 00 50");
    hop.sends("05 00 00 01 00 00 00 00 00 00");
  }

  private static void answers(Peer hop, Peer client) {
    hop.receivesHead();
    hop.sendsText(OK);
    client.receivesText(OK);
  }

  private static String asked(Peer client) {
    return message(
        """
        GET http://host.example/a?b HTTP/1.1
        Host: host.example
        Proxy-Authorization: Basic bWU6cEBzczp3
        X-Way: %s

        """,
        client.socket().getLocalPort());
  }

  @Test
  void whatAnHttpProxyRefusesIsPassedOn() {
    try (var proxy = ProxyUnderTest.with().through(TestOutbounds.http(upstream.address())).start();
        Peer client = proxy.client()) {
      client.sendsText(GET);
      try (Peer hop = upstream.accept()) {
        hop.receivesHead();
        String refused =
            message(
                """
                HTTP/1.1 502 Bad Gateway
                Proxy-Status: other; error=connection_refused
                Content-Length: 0

                """);
        hop.sendsText(refused);
        client.receivesText(refused);
      }
    }
  }

  @Test
  void theChallengeOfAnHttpProxyIsNotOurs() {
    try (var proxy = ProxyUnderTest.with().through(TestOutbounds.http(upstream.address())).start();
        Peer client = proxy.client()) {
      client.sendsText(GET);
      try (Peer hop = upstream.accept()) {
        hop.receivesHead();
        hop.sendsText(
            message(
                """
                HTTP/1.1 407 Proxy Authentication Required
                Proxy-Authenticate: Basic realm="corp"
                Content-Length: 0

                """));
        String text =
            "upstream up (%s): it asks for credentials, and none are configured for it"
                .formatted(upstream.address());
        client.receivesText(refusal("502 Bad Gateway", "connection_terminated", text));
        hop.receivesEnd();
        assertEquals(Optional.of(text), proxy.server().metrics().outbound("up").lastError());
        assertEquals(1, proxy.server().metrics().outbound("up").failed().count());
      }
    }
  }

  @Test
  void throughSocksAnOriginGetsThePath() {
    try (var proxy =
            ProxyUnderTest.with().through(TestOutbounds.socks5(upstream.address())).start();
        Peer client = proxy.client()) {
      client.sendsText(GET);
      try (Peer hop = upstream.accept()) {
        hop.receives("05 01 00").sends("05 00");
        hop.receives("05 01 00 03 0c 68 6f 73 74 2e 65 78 61 6d 70 6c 65 00 50");
        hop.sends("05 00 00 01 00 00 00 00 00 00");
        hop.receivesText(message("GET /a?b HTTP/1.1\nHost: host.example\n\n")).sendsText(OK);
        client.receivesText(OK);
      }
    }
  }
}
