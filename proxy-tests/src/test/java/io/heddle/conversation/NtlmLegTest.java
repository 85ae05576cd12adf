package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/// First leg of NTLM at proxies that do not answer it by 407: they want no credentials for this target
/// now, so the request itself follows, once.
@Tag("conversation")
class NtlmLegTest {
  private static final String CREDENTIALS = "Proxy-Authorization";
  private static final String CLOSE = "Connection: close\r\n";

  private final Origin upstream = Origin.start();
  private final ProxyUnderTest proxy =
      ProxyUnderTest.with()
          .through(TestOutbounds.http(upstream.address(), TestOutbounds.ntlm("CORP\\me", "s3cret")))
          .start();

  @AfterEach
  void close() {
    proxy.close();
    upstream.close();
  }

  private static void asks(Peer client) {
    client.sendsText(
        "POST http://host.example/ HTTP/1.1\r\nHost: host.example\r\nContent-Length: 2\r\n\r\nhi");
  }

  private static void answersLeg(Peer hop, String status, String field) {
    String leg = hop.receivesHead();
    assertTrue(leg.startsWith("HEAD http://host.example/ "), leg);
    assertTrue(leg.contains(CREDENTIALS + ": NTLM "), leg);
    hop.sendsText("HTTP/1.1 " + status + "\r\n" + field + "Content-Length: 7\r\n\r\n");
  }

  private static void servesRequest(Peer hop, Peer client) {
    String head = hop.receivesHead();
    assertTrue(head.startsWith("POST "), head);
    assertFalse(head.contains(CREDENTIALS), head);
    hop.receivesText("hi");
    hop.sendsText("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    assertTrue(client.receivesHead().startsWith("HTTP/1.1 200"));
    client.receivesText("ok");
  }

  @ParameterizedTest
  @ValueSource(strings = {"200 OK", "302 Found", "401 No", "403 No", "500 No"})
  void anotherAnswerThan407EndsTheLegs(String status) {
    try (var client = proxy.client()) {
      asks(client);
      try (var hop = upstream.accept()) {
        answersLeg(hop, status, "");
        servesRequest(hop, client);
        asks(client);
        servesRequest(hop, client);
      }
    }
  }

  @Test
  void aConnectionThatIsClosedAfterTheLegIsReplacedByOneWithoutLegs() {
    try (var client = proxy.client()) {
      asks(client);
      try (var hop = upstream.accept()) {
        answersLeg(hop, "403 No", CLOSE);
        hop.ends();
      }
      try (var hop = upstream.accept()) {
        servesRequest(hop, client);
      }
    }
    try (var client = proxy.client()) {
      asks(client);
      try (var hop = upstream.accept()) {
        answersLeg(hop, "200 OK", "");
        servesRequest(hop, client);
      }
    }
  }

  @Test
  void aProxyThatAsksForCredentialsOnlyAfterTheLegsIsAskedAFewTimes() {
    int requests = 0;
    try (var client = proxy.client()) {
      client.sendsText("GET http://host.example/ HTTP/1.1\r\nHost: host.example\r\n\r\n");
      for (int connections = 0; connections < 3; connections++) {
        try (var hop = upstream.accept()) {
          answersLeg(hop, "200 OK", "");
          assertTrue(hop.receivesHead().startsWith("GET "));
          requests++;
          hop.sendsText("HTTP/1.1 407 No\r\nProxy-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n");
        }
      }
      assertTrue(client.receivesHead().startsWith("HTTP/1.1 502"));
    }
    assertEquals(3, requests);
  }
}
