package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.FloodingSender;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TestOutbounds;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Heddle as a client of HTTP proxies, which the tests play.
@Tag("conversation")
class HttpUpstreamTest {
  private static final String CONNECT = "CONNECT host.example:80 HTTP/1.1\r\n\r\n";
  private static final String ASKED =
      "CONNECT host.example:80 HTTP/1.1\r\nHost: host.example:80\r\n\r\n";

  private final Origin upstream = Origin.start();

  @AfterEach
  void close() {
    upstream.close();
  }

  @ParameterizedTest
  @CsvSource({"200 OK", "200", "204 No Content", "299 Sure"})
  void anySuccessIsATunnel(String status) {
    try (var proxy = ProxyUnderTest.with().through(TestOutbounds.http(upstream.address())).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receivesTextAtOnce(ASKED);
        // RFC 9110 §9.3.6: fields about content mean nothing here.
        hop.sendsText("HTTP/1.1 " + status + "\r\nContent-Length: 3\r\n\r\n220 hello");
        client.receivesText("HTTP/1.1 200 Connection established\r\n\r\n220 hello");
        client.sendsText("ping").ends();
        hop.receivesText("ping").receivesEnd().sendsText("pong").ends();
        client.receivesText("pong").receivesEnd();
      }
    }
  }

  @Test
  void interimAnswersArePassedOver() {
    try (var proxy = ProxyUnderTest.with().through(TestOutbounds.http(upstream.address())).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receivesText(ASKED);
        hop.sendsText("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n");
        hop.sendsText("HTTP/1.0 200 OK\r\n\r\n");
        client.receivesText("HTTP/1.1 200");
      }
    }
  }

  @Test
  void interimAnswersWithoutEndAreNoAnswer() {
    try (var proxy = ProxyUnderTest.with().through(TestOutbounds.http(upstream.address())).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept();
          var _ = FloodingSender.from(hop, "HTTP/1.1 100 Continue\r\n\r\n")) {
        client.receivesText("HTTP/1.1 502 Bad Gateway: ");
      }
    }
  }

  @Test
  void credentialsAndExtraFieldsAreSent() {
    var through =
        TestOutbounds.http(
            upstream.address(),
            "me",
            "p@ss:w",
            Map.of("X-Way", "{source.host} to {target} ({target.host} {target.port})"));
    try (var proxy = ProxyUnderTest.with().through(through).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receivesText(
            """
            CONNECT host.example:80 HTTP/1.1
            Host: host.example:80
            Proxy-Authorization: Basic bWU6cEBzczp3
            X-Way: 127.0.0.1 to host.example:80 (host.example 80)

            """
                .replace("\n", "\r\n"));
      }
    }
  }

  @Test
  void itsAskingForCredentialsIsNotPassedOnAsOurs() {
    try (var proxy = ProxyUnderTest.with().through(TestOutbounds.http(upstream.address())).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receivesText(ASKED);
        // Its content does not come, and nobody waits for it.
        hop.sendsText(
            "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 9999\r\n\r\n");
        String head = assertRefused(client, 502, "asks for credentials, and none are configured");
        assertFalse(head.contains("Proxy-Authenticate"), head);
        hop.receivesEndOrReset();
      }
    }
  }

  @Test
  void refusedCredentialsAreNotTriedAgain() {
    var through = TestOutbounds.http(upstream.address(), "me", "wrong", Map.of());
    try (var proxy = ProxyUnderTest.with().through(through).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receivesHead();
        hop.sendsText("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=x\r\n\r\n");
        assertRefused(client, 502, "does not accept the configured user name and password");
        hop.receivesEndOrReset();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 Forbidden| |403|http_request_denied|no connection to host.example:80, 403 Forbidden",
        "404 Not Found| |502|connection_terminated|404 Not Found",
        "302 Found| |502|connection_terminated|302 Found",
        "502 Bad Gateway| |502|connection_terminated|502 Bad Gateway",
        "504 Gateway Timeout| |504|connection_timeout|504 Gateway Timeout",
        "502 Bad Gateway|heddle; error=connection_refused; details=\"h:80 refused it\"|502"
            + "|connection_refused|h:80 refused it",
        "502 Bad Gateway|far; error=dns_error, near|502|dns_error|502 Bad Gateway",
        "504 Gateway Timeout|x; error=dns_timeout|504|dns_timeout|504 Gateway Timeout",
        "500 Oops|x; error=of_tomorrow|502|connection_terminated|500 Oops",
      })
  void aRefusalIsPassedOnWithTheHopThatGaveIt(
      String line, String proxyStatus, int status, String error, String details) {
    try (var proxy = ProxyUnderTest.with().through(TestOutbounds.http(upstream.address())).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receivesText(ASKED);
        String field = proxyStatus == null ? "" : "Proxy-Status: " + proxyStatus + "\r\n";
        hop.sendsText("HTTP/1.1 " + line + "\r\n" + field + "Content-Length: 5\r\n\r\nsorry");
        String head = assertRefused(client, status, details);
        assertTrue(head.contains("; error=" + error + ";"), head);
      }
    }
  }

  @Test
  void whatIsNoHttpIsNamed() {
    try (var proxy =
        ProxyUnderTest.with().through(TestOutbounds.http(upstream.address())).start()) {
      for (String answer :
          new String[] {"SSH-2.0-OpenSSH\r\n", "HTTP/1.1 200 OK\r\nX: \0\r\n\r\n"}) {
        try (var client = proxy.client()) {
          client.sendsText(CONNECT);
          try (var hop = upstream.accept()) {
            hop.receivesText(ASKED).sendsText(answer);
            assertRefused(client, 502, "does not speak its protocol");
          }
        }
      }
    }
  }

  /// curl, squid or Chromium takes each of them.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.0 200\n\n",
        "\r\nHTTP/1.1 200 Connection established\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n\r\nHTTP/1.1 200OK\r\nX : y\r\n z\r\nbad line\r\n\r\n",
      })
  void aGrantNeedNotBeWellFormed(String answer) {
    try (var proxy = ProxyUnderTest.with().through(TestOutbounds.http(upstream.address())).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receivesText(ASKED).sendsText(answer + "220 hello");
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 200 "));
        client.receivesText("220 hello");
      }
    }
  }

  @Test
  void anEndlessHeadIsCut() {
    try (var proxy = ProxyUnderTest.with().through(TestOutbounds.http(upstream.address())).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receivesText(ASKED).sendsText("HTTP/1.1 200 OK\r\nX: " + "x".repeat(5000));
        assertRefused(client, 502, "a message head of more than 4096 bytes");
      }
    }
  }

  @Test
  void aSlowHeadIsGivenUp() {
    try (var proxy =
            ProxyUnderTest.with()
                .through(TestOutbounds.http(upstream.address()))
                .connect(Duration.ofMillis(300))
                .start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receivesText(ASKED).sendsText("HTTP/1.1 200 OK\r\n");
        assertRefused(client, 504, "no answer to the request in time");
      }
    }
  }

  @Test
  void theClientsFirstBytesAreNotWaitedFor() {
    try (var proxy = ProxyUnderTest.with().through(TestOutbounds.http(upstream.address())).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT + "early");
      try (var hop = upstream.accept()) {
        hop.receivesTextAtOnce(ASKED).sendsText("HTTP/1.1 200 OK\r\n\r\n").receivesText("early");
      }
    }
  }

  @Test
  void heddleBehindHeddleTellsWhatTheLastOneFound() {
    String nowhere = Origin.closedPort().toString();
    try (var last = ProxyUnderTest.start();
        var first = ProxyUnderTest.with().through(TestOutbounds.http(last.address())).start();
        var client = first.client()) {
      client.sendsText("CONNECT " + nowhere + " HTTP/1.1\r\n\r\n");
      String head = assertRefused(client, 502, nowhere + " refused the connection");
      assertTrue(head.contains("error=connection_refused"), head);
      assertEquals(0, first.server().connections().count() - 1);
    }
  }

  private static String assertRefused(Peer client, int status, String details) {
    String head = client.receivesHead();
    assertTrue(head.startsWith("HTTP/1.1 " + status + " "), head);
    assertTrue(head.contains("details=\"upstream up (127.0.0.1:"), head);
    assertTrue(head.contains(details), head);
    return head;
  }
}
