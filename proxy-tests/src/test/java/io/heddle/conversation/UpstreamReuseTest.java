package io.heddle.conversation;

import static io.heddle.support.HttpText.message;
import static io.heddle.support.HttpText.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When a connection to an origin serves more than one request, and what becomes of a request whose
/// connection turns out to be closed.
@Tag("conversation")
class UpstreamReuseTest {
  private static final String OK = message("HTTP/1.1 200 OK\nContent-Length: 2\n\nok");

  private final Origin origin = Origin.start();

  @AfterEach
  void close() {
    origin.close();
  }

  private String request(String method, String rest) {
    return message("%s http://%s/ HTTP/1.1\nHost: x\n%s", method, origin.address(), rest);
  }

  /// Has the client answered by `response`.
  private void answer(Peer client, Peer server, String response) {
    client.sendsText(request("GET", "\n"));
    server.receivesHead();
    server.sendsText(message(response));
    client.receivesHead();
  }

  /// The request after a response like this comes on a new connection.
  private void isNotReusedAfter(String response) {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      client.sendsText(request("GET", "\n"));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(message(response));
        client.receivesHead();
        client.receivesText("ok");
        server.receivesEndOrReset();
      }
      client.sendsText(request("GET", "\n"));
      try (Peer server = origin.accept()) {
        server.receivesHead();
      }
    }
  }

  @Test
  void aConnectionServesRequestsOfDifferentClients() {
    try (var proxy = ProxyUnderTest.start();
        Peer first = proxy.client();
        Peer second = proxy.client()) {
      first.sendsText(request("GET", "\n"));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(OK);
        first.receivesText(OK);
        isIdle(proxy);
        answer(second, server, "HTTP/1.1 204 No Content\n\n");
        isIdle(proxy);
        answer(first, server, "HTTP/1.1 204 No Content\n\n");
      }
    }
  }

  /// The client may have its response before the connection is ready for the next request.
  private static void isIdle(ProxyUnderTest proxy) {
    Await.until("a connection waits", () -> proxy.upstreamPool().count() == 1);
  }

  @Test
  void aConnectionThatIsAuthenticatedServesNobodyElse() {
    try (var proxy = ProxyUnderTest.start();
        Peer first = proxy.client();
        Peer second = proxy.client()) {
      String challenge = "HTTP/1.1 401 x\nWWW-Authenticate: %s\nContent-Length: 0\n\n";
      first.sendsText(request("GET", "\n"));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(message(challenge, "NTLM"));
        first.receivesHead();
        isIdle(proxy);
        first.sendsText(request("GET", "Authorization: NTLM TlRMTVNTUAAB\n\n"));
        server.receivesHead();
        server.sendsText(message(challenge, "NTLM TlRMTVNTUAAC"));
        first.receivesHead();
        isIdle(proxy);
        second.sendsText(request("GET", "\n"));
        try (Peer other = origin.accept()) {
          other.receivesHead();
          first.sendsText(request("GET", "Authorization: NTLM TlRMTVNTUAAD\n\n"));
          server.receivesHead();
          server.sendsText(OK);
          first.receivesText(OK);
          isIdle(proxy);
          answer(first, server, "HTTP/1.1 204 No Content\n\n");
        }
      }
    }
  }

  @Test
  void aConnectionOutlivesItsClient() {
    try (var proxy = ProxyUnderTest.start();
        Peer server = servedOnce(proxy)) {
      try (Peer client = proxy.client()) {
        answer(client, server, "HTTP/1.1 200 OK\nContent-Length: 0\n\n");
      }
    }
  }

  private Peer servedOnce(ProxyUnderTest proxy) {
    try (Peer client = proxy.client()) {
      client.sendsText(request("GET", "\n"));
      Peer server = origin.accept();
      server.receivesHead();
      server.sendsText(OK);
      client.receivesText(OK);
      isIdle(proxy);
      return server;
    }
  }

  @Test
  void aConnectionThatItsOriginWantsClosedIsNotReused() {
    isNotReusedAfter("HTTP/1.1 200 OK\nConnection: close\nContent-Length: 2\n\nok");
  }

  @Test
  void aConnectionOfAnOldOriginIsNotReusedUnlessItSaysSo() {
    isNotReusedAfter("HTTP/1.0 200 OK\nContent-Length: 2\n\nok");
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      client.sendsText(request("GET", "\n"));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(
            message("HTTP/1.0 200 OK\nConnection: Keep-Alive\nContent-Length: 2\n\nok"));
        client.receivesText(OK).sendsText(request("GET", "\n"));
        server.receivesHead();
      }
    }
  }

  @Test
  void aConnectionWithDoubtfulFramingIsNotReused() {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      client.sendsText(request("GET", "\n"));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(
            message(
                "HTTP/1.1 200 OK\nContent-Length: 3\nTransfer-Encoding: chunked\n\n2\nok\n0\n\n"));
        client.receivesText(message("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nok\n0\n\n"));
        server.receivesEnd();
      }
    }
  }

  @Test
  void bytesAfterAResponseAreNoResponse() {
    isNotReusedAfter(
        "HTTP/1.1 200 OK\nContent-Length: 2\n\nokHTTP/1.1 200 OK\nContent-Length: 0\n\n");
  }

  @Test
  void bytesThatNobodyAskedForAreNoResponse() {
    try (var proxy = ProxyUnderTest.start();
        Peer server = servedOnce(proxy);
        Peer client = proxy.client()) {
      server.sendsText(message("HTTP/1.1 408 Request Timeout\nContent-Length: 0\n\n"));
      client.sendsText(request("POST", "Content-Length: 2\n\nhi"));
      try (Peer again = origin.accept()) {
        again.receivesHead();
        again.receivesText("hi").sendsText(OK);
        client.receivesText(OK);
      }
    }
  }

  @Test
  void aConnectionThatItsOriginHasClosedIsNotReused() {
    try (var proxy = ProxyUnderTest.start()) {
      servedOnce(proxy).close();
      try (Peer client = proxy.client()) {
        client.sendsText(request("POST", "Content-Length: 2\n\nhi"));
        try (Peer again = origin.accept()) {
          again.receivesHead();
          again.receivesText("hi").sendsText(OK);
          client.receivesText(OK);
        }
      }
    }
  }

  /// The origin may be closing a connection that has waited, and the client knows nothing of it.
  @ParameterizedTest
  @ValueSource(
      strings = {"POST|Content-Length: 2\n\nhi", "PUT|Transfer-Encoding: chunked\n\n2\nhi\n0\n\n"})
  void aRequestThatMayNotBeRepeatedIsNotSentOnAConnectionThatHasWaited(String text) {
    String method = text.substring(0, text.indexOf('|'));
    try (var proxy = ProxyUnderTest.with().upstreamFreshness(Duration.ZERO).start();
        Peer waiting = servedOnce(proxy);
        Peer client = proxy.client()) {
      client.sendsText(request(method, text.substring(text.indexOf('|') + 1)));
      try (Peer fresh = origin.accept()) {
        assertTrue(fresh.receivesHead().startsWith(method + " / HTTP/1.1\r\n"));
        fresh.sendsText(OK);
        client.receivesText(OK);
      }
      waiting.hasReceivedNothing();
      client.sendsText(request("GET", "\n"));
      assertTrue(waiting.receivesHead().startsWith("GET "));
    }
  }

  @Test
  void aRequestThatMayBeRepeatedIsRepeatedOnce() {
    try (var proxy = ProxyUnderTest.start();
        Peer server = servedOnce(proxy);
        Peer client = proxy.client()) {
      client.sendsText(request("PUT", "Content-Length: 2\n\nhi"));
      server.receivesHead();
      server.receivesText("hi").close();
      try (Peer again = origin.accept()) {
        assertEquals(
            message("PUT / HTTP/1.1\nHost: %s\nContent-Length: 2\n\n", origin.address()),
            again.receivesHead());
        again.receivesText("hi").resets();
      }
      String lost = origin.address() + " broke the connection: Connection reset";
      client.receivesText(refusal("502 Bad Gateway", "connection_terminated", lost));
    }
  }

  @Test
  void aRequestThatMayNotBeRepeatedIsNot() {
    try (var proxy = ProxyUnderTest.start();
        Peer server = servedOnce(proxy);
        Peer client = proxy.client()) {
      client.sendsText(request("POST", "Content-Length: 2\n\nhi"));
      server.receivesHead();
      server.receivesText("hi").close();
      String lost =
          origin.address()
              + " closed the connection without a response, and a POST is not sent twice";
      client.receivesText(refusal("502 Bad Gateway", "connection_terminated", lost));
    }
  }

  @Test
  void aRequestWithAnAnswerBegunIsNotRepeated() {
    try (var proxy = ProxyUnderTest.start();
        Peer server = servedOnce(proxy);
        Peer client = proxy.client()) {
      client.sendsText(request("GET", "\n"));
      server.receivesHead();
      server.sendsText("HTTP/1.1 2").close();
      String lost = origin.address() + " closed the connection inside its response";
      client.receivesText(refusal("502 Bad Gateway", "connection_terminated", lost));
    }
  }

  @Test
  void aConnectionWaitsOnlySoLong() {
    try (var proxy = ProxyUnderTest.with().upstreamIdleTimeout(Duration.ofMillis(100)).start();
        Peer server = servedOnce(proxy)) {
      server.receivesEnd();
    }
  }

  @Test
  void noConnectionOutlivesTheProxy() {
    Peer server;
    try (var proxy = ProxyUnderTest.start()) {
      server = servedOnce(proxy);
    }
    server.receivesEnd().close();
  }
}
