package io.heddle.conversation;

import static io.heddle.support.HttpText.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.AdminUnderTest;
import io.heddle.support.Await;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests for `heddle.test`, which the proxy answers itself.
@Tag("conversation")
class SelfDescriptionTest {
  private static String get(String fields) {
    return message("GET http://HEDDLE.test./any/path?q HTTP/1.1\nHost: x\n" + fields + "\n");
  }

  @Test
  void itTellsAClientWhoItIs() {
    try (var proxy = ProxyUnderTest.with().start();
        Peer client = proxy.client()) {
      for (int request = 0; request < 2; request++) {
        client.sendsText(get(""));
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 200 OK\r\n"));
        client.receivesText("heddle ");
        String line = "you:       127.0.0.1:" + client.socket().getLocalPort() + ", without a user";
        client.receivesUntil(line);
        client.receivesUntil("of the proxy\n");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HEAD http://heddle.test/ HTTP/1.1 | HTTP/1.1 200 OK",
        "POST http://heddle.test/ HTTP/1.1 | HTTP/1.1 405 Method Not Allowed",
        "GET http://heddle.test:8080/a HTTP/1.0 | HTTP/1.1 200 OK",
        "CONNECT heddle.test:443 HTTP/1.1 | HTTP/1.1 501 Not Implemented: heddle.test is this proxy",
      })
  void everyRequestHasAnAnswer(String request, String answer) {
    try (var proxy = ProxyUnderTest.with().start();
        Peer client = proxy.client()) {
      client.sendsText(
          message(request + "\nHost: x\nContent-Length: 0\nConnection: close\n\n")
              .replace(request.startsWith("POST") ? "" : "Content-Length: 0\r\n", ""));
      assertTrue(client.receivesRest().startsWith(answer), answer);
    }
  }

  @Test
  void aBrowserGetsAPage() {
    try (var proxy = ProxyUnderTest.with().start();
        Peer client = proxy.client()) {
      client.sendsText(get("Accept: text/html,*/*\nConnection: close\n"));
      String page = client.receivesRest();
      assertTrue(page.contains("\r\nContent-Type: text/html; charset=utf-8\r\n"), page);
      assertTrue(page.contains("<dt>Protocol</dt><dd>http</dd>"), page);
    }
  }

  @Test
  void clientsOfSocksFindItBehindTheirTunnel() {
    try (var proxy = ProxyUnderTest.with().start();
        Peer client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      client.sends("05 01 00 03 0b 68 65 64 64 6c 65 2e 74 65 73 74 00 50").receives("05 00 00");
      client.receivesBytes(7);
      client.sendsText("GET / HTTP/1.1\r\nHost: heddle.test\r\n\r\n");
      String answer = client.receivesRest();
      assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
      assertTrue(answer.contains("\nprotocol:  socks5\n"), answer);
      assertFalse(answer.contains("assword"), answer);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http | GET http://heddle.test/a?q HTTP/1.1 | GET | /a",
        "http | OPTIONS * HTTP/1.1 | OPTIONS | *",
        "socks5 | GET /a?q HTTP/1.1 | GET | /a",
        "socks5 | nonsense | CONNECT | ''",
      })
  void itsRequestsAreRecordedInParts(String protocol, String line, String method, String path) {
    try (var proxy = ProxyUnderTest.start();
        var admin = AdminUnderTest.of(proxy)) {
      try (Peer client = proxy.client()) {
        if (protocol.equals("socks5")) {
          client.sends("05 01 00").receives("05 00");
          client.sends("05 01 00 03 0b 68 65 64 64 6c 65 2e 74 65 73 74 00 50");
        }
        client.sendsText(message(line + "\nHost: heddle.test\nConnection: close\n\n"));
        client.receivesRest();
      }
      Await.until("it has ended", () -> admin.body("/requests").contains("outcome"));
      String request = admin.body("/requests");
      String parts =
          "\"method\":\"%s\",\"target\":\"heddle.test:80\",\"path\":\"%s\"".formatted(method, path);
      assertTrue(request.contains("\"protocol\":\"" + protocol + "\""), request);
      assertTrue(request.contains(parts), request);
      String counted =
          "heddle_requests_total{protocol=\"" + protocol + "\",outcome=\"answered\"} 1";
      assertTrue(admin.body("/metrics").contains(counted), () -> admin.body("/metrics"));
    }
  }

  @Test
  void aWrongPasswordIsAFailureWithItsReasonAndAMissingOneIsNot() {
    try (var proxy = ProxyUnderTest.with().user("alice", "s3cret").start();
        var admin = AdminUnderTest.of(proxy)) {
      try (Peer client = proxy.client()) {
        client.sendsText(get("Connection: close\n")).receivesRest();
      }
      Await.until("it has ended", () -> admin.body("/requests").contains("\"error\":\"\""));
      try (Peer client = proxy.client()) {
        client
            .sendsText(get("Connection: close\nProxy-Authorization: Basic YTpi\n"))
            .receivesRest();
      }
      String why = "\"error\":\"wrong user name or password\"";
      Await.until("it has ended", () -> admin.body("/requests").contains(why));
    }
  }

  @Test
  void whoHasNoPasswordLearnsNothing() {
    try (var proxy = ProxyUnderTest.with().user("alice", "s3cret").start();
        Peer client = proxy.client()) {
      client.sendsText(get("Connection: close\n"));
      String answer = client.receivesRest();
      assertEquals("HTTP/1.1 407", answer.substring(0, 12));
      assertFalse(answer.contains("listener"), answer);
    }
  }
}
