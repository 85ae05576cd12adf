package io.heddle.conversation;

import static io.heddle.support.HttpText.message;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TestOutbounds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `Via` in requests and responses (RFC 9110 §7.6.3), and the loops that it shows.
@Tag("conversation")
class ViaHeaderTest {
  private final Origin origin = Origin.start();

  @AfterEach
  void close() {
    origin.close();
  }

  private String request(String method, String fields) {
    return message("%s http://%s/ HTTP/1.1\nHost: x\n%s\n", method, origin.address(), fields);
  }

  @Test
  void eachMessageSaysThatItCameThroughThisProxy() {
    try (var proxy = ProxyUnderTest.with().viaName("us").start();
        Peer client = proxy.client()) {
      client.sendsText(request("GET", "Via: 1.0 fred (a, 1.1 us)\nX: y\n"));
      try (Peer server = origin.accept()) {
        server.receivesText(
            message(
                "GET / HTTP/1.1\nHost: %s\nVia: 1.0 fred (a, 1.1 us)\nX: y\nVia: 1.1 us\n\n",
                origin.address()));
        server.sendsText(message("HTTP/1.0 204 No Content\nVia: 1.1 other\n\n"));
        client.receivesText(message("HTTP/1.1 204 No Content\nVia: 1.1 other\nVia: 1.0 us\n\n"));
      }
    }
  }

  @Test
  void connectSaysSoToAnHttpProxy() {
    try (var proxy =
            ProxyUnderTest.with()
                .through(TestOutbounds.http(origin.address()))
                .viaName("us")
                .start();
        Peer client = proxy.client()) {
      client.sendsText("CONNECT host.example:80 HTTP/1.1\r\n\r\n");
      try (Peer hop = origin.accept()) {
        hop.receivesText(
            message("CONNECT host.example:80 HTTP/1.1\nHost: host.example:80\nVia: 1.1 us\n\n"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Via: 1.1 us\n",
        "Via: 1.0 fred, HTTP/1.1 us (a comment), 1.1 p.example.net\n",
        "Via: 1.0 fred\nvia: 1.1\tus\n",
        "Connection: Via\nVia: 1.1 us\n",
      })
  void aRequestThatHasComeThroughThisProxyIsRefused(String fields) {
    try (var proxy = ProxyUnderTest.with().viaName("us").start()) {
      isRefused(proxy, request("GET", fields));
      isRefused(proxy, message("CONNECT %s HTTP/1.1\n%s\n", origin.address(), fields));
      origin.hasNoConnection();
    }
  }

  @Test
  void withoutTheOptionNobodyLooks() {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      client.sendsText(request("GET", "Via: 1.1 us\n"));
      try (Peer server = origin.accept()) {
        server.receivesText(message("GET / HTTP/1.1\nHost: %s\nVia: 1.1 us\n\n", origin.address()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://192.0.2.1/ HTTP/1.1\nHost: x\n\n",
        "CONNECT 192.0.2.1:80 HTTP/1.1\n\n",
      })
  void aCircleOfTwoProxiesEnds(String request) {
    try (var one = ProxyUnderTest.with().viaName("one").start();
        var other =
            ProxyUnderTest.with()
                .viaName("other")
                .through(TestOutbounds.http(one.address()))
                .start()) {
      one.reload(ProxyUnderTest.with().viaName("one").through(TestOutbounds.http(other.address())));
      isRefused(one, message(request));
      assertTrue(one.server().connections().accepted() <= 2);
    }
  }

  private static void isRefused(ProxyUnderTest proxy, String request) {
    try (Peer client = proxy.client()) {
      client.sendsText(request);
      String head = client.receivesHead();
      assertTrue(head.startsWith("HTTP/1.1 502 "), head);
      assertTrue(head.contains("proxy_loop_detected"), head);
    }
  }
}
