package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.request.InboundProtocol;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.StubLookup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// HTTP CONNECT as its clients speak it.
@Tag("conversation")
class HttpConnectTest {
  private static final String ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n";

  private final Origin origin = Origin.start();

  @AfterEach
  void close() {
    origin.close();
  }

  private static ProxyUnderTest proxyOfAlice() {
    return ProxyUnderTest.with().user("alice", "s3:cret").start();
  }

  private static String connect(Object target, String... fields) {
    String lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
    return "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + lines + "\r\n";
  }

  private static String basic(String userAndPassword) {
    return Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
  }

  private static String refusal(String status, String proxyStatus, String text, String... more) {
    String body = "heddle: " + text + "\n";
    String connection = more.length == 0 ? "Connection: close" : String.join("\r\n", more);
    return "HTTP/1.1 "
        + status
        + ": "
        + text
        + "\r\nProxy-Status: heddle; "
        + proxyStatus
        + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
        + body.length()
        + "\r\n"
        + connection
        + "\r\n\r\n"
        + body;
  }

  private static String malformed(String text) {
    String quoted = text.replace("\"", "\\\"");
    return refusal("400 Bad Request", "error=http_request_error; details=\"" + quoted + "\"", text);
  }

  private static String credentialsRequired(String text, String connection) {
    return refusal(
        "407 Proxy Authentication Required",
        "details=\"" + text + "\"",
        text,
        "Connection: " + connection,
        "Proxy-Authenticate: Basic realm=\"proxy\"");
  }

  private static final String ASKED = "this proxy asks for a user name and password";
  private static final String WRONG = "wrong user name or password";

  private void isGranted(Peer client) {
    try (Peer server = origin.accept()) {
      client.receivesTextAtOnce(ESTABLISHED);
      server.sendsText("220 hello\r\n");
      client.receivesText("220 hello\r\n").sendsText("quit");
      server.receivesText("quit");
    }
  }

  @Test
  void aGrantLeavesInOneWriteAndTheServerMaySpeakFirst() {
    try (var proxy = ProxyUnderTest.start();
        var client = proxy.client()) {
      client.sendsText(connect(origin.address()));
      isGranted(client);
    }
  }

  @Test
  void aRequestMayComeByteByByte() {
    try (var proxy = ProxyUnderTest.start();
        var client = proxy.client()) {
      client.sendsSlowly(
          HexFormat.ofDelimiter(" ")
              .formatHex(connect(origin.address()).getBytes(StandardCharsets.ISO_8859_1)));
      isGranted(client);
    }
  }

  @Test
  void aRequestMayComeWithTheFirstPayload() {
    try (var proxy = ProxyUnderTest.start();
        var client = proxy.client()) {
      client.sendsText(connect(origin.address()) + "payload");
      try (Peer server = origin.accept()) {
        server.receivesText("payload");
        client.receivesText(ESTABLISHED);
      }
    }
  }

  @Test
  void aClientOfHttp10IsServed() {
    try (var proxy = ProxyUnderTest.start();
        var client = proxy.client()) {
      client.sendsText("CONNECT " + origin.address() + " HTTP/1.0\r\n\r\n");
      isGranted(client);
    }
  }

  @Test
  void anIpv6TargetIsInBrackets() {
    try (var proxy = ProxyUnderTest.start();
        var origin6 = Origin.start("::1", 0);
        var client = proxy.client()) {
      client.sendsText(connect(origin6.address()));
      try (Peer server = origin6.accept()) {
        client.receivesTextAtOnce(ESTABLISHED);
        server.sendsText("hello");
        client.receivesText("hello");
      }
    }
  }

  @Test
  void aNameIsLookedUp() {
    var names = new StubLookup().knows("origin.test", "127.0.0.1");
    try (var proxy = ProxyUnderTest.with().lookup(names, Duration.ofSeconds(5)).start();
        var client = proxy.client()) {
      client.sendsText(connect("origin.test:" + origin.address().port()));
      isGranted(client);
    }
  }

  private void isMalformed(String request, String text) {
    try (var proxy = ProxyUnderTest.start();
        var client = proxy.client()) {
      client.sendsText(request).receivesTextAtOnce(malformed(text)).receivesEnd();
    }
  }

  @Test
  void aPortAbove65535IsNotAnother() {
    isMalformed(
        connect("127.0.0.1:65616"),
        "the target of CONNECT must be HOST:PORT; port 65616 is not in 0 to 65535");
  }

  @Test
  void noPortIsNot80() {
    isMalformed(
        connect("127.0.0.1"), "the target of CONNECT must be HOST:PORT; no port in \"127.0.0.1\"");
  }

  /// A refusal goes to the log, where a password must not.
  @Test
  void whatMayBeAPasswordIsNotRepeated() {
    for (String line :
        List.of(
            "CONNECT bob:hunter2@host.example:443",
            "CONNECT host.example:hunter2",
            "CONNECT host.example:443/hunter2",
            "GET http://bob:hunter2",
            "GET http://host.example;hunter2/")) {
      try (var proxy = ProxyUnderTest.with().start();
          var client = proxy.client()) {
        client.sendsText(line + " HTTP/1.1\r\nHost: a\r\n\r\n").ends();
        String answer = client.receivesRest();
        assertTrue(answer.startsWith("HTTP/1.1 400 Bad Request: "), answer);
        assertFalse(answer.contains("hunter2"), answer);
      }
    }
  }

  @Test
  void anEmptyPortIsNot80() {
    isMalformed(
        connect("127.0.0.1:"), "the target of CONNECT must be HOST:PORT; \"\" is not a port");
  }

  @Test
  void port0IsMalformed() {
    isMalformed(connect("127.0.0.1:0"), "port 0 is no target");
  }

  @Test
  void anIpv6TargetWithoutBracketsIsMalformed() {
    isMalformed(
        connect("::1:80"),
        "the target of CONNECT must be HOST:PORT; an IPv6 address needs brackets before the port:"
            + " \"::1:80\"");
  }

  @Test
  void aRequestLineOfOneWordIsMalformed() {
    isMalformed("HELP\r\n\r\n", "the request line is not METHOD TARGET VERSION");
  }

  @Test
  void aFieldWithASpaceBeforeItsColonIsMalformed() {
    isMalformed(connect(origin.address(), "A : b"), "a field name is a token");
  }

  @Test
  void aHeadOverTheLimitIsToldSo() {
    String text = "a message head of more than 1000 bytes";
    try (var proxy = ProxyUnderTest.with().headLimit(1000).start();
        var client = proxy.client()) {
      client
          .sendsText(connect(origin.address(), "A: " + "b".repeat(1000)))
          .receivesTextAtOnce(
              refusal(
                  "431 Request Header Fields Too Large",
                  "error=http_request_error; details=\"" + text + "\"",
                  text))
          .receivesEnd();
    }
  }

  @Test
  void aRequestLineOverTheLimitIsToldSo() {
    String text = "a message head of more than 1000 bytes";
    try (var proxy = ProxyUnderTest.with().headLimit(1000).start();
        var client = proxy.client()) {
      client
          .sendsText(connect("a".repeat(1000) + ":80"))
          .receivesTextAtOnce(
              refusal(
                  "414 URI Too Long", "error=http_request_error; details=\"" + text + "\"", text))
          .receivesEnd();
    }
  }

  @Test
  void aHeadThatDoesNotComeInTimeIsToldSo() {
    String text = "the request head did not arrive in time";
    try (var proxy = ProxyUnderTest.with().handshake(Duration.ofMillis(200)).start();
        var client = proxy.client()) {
      client
          .sendsText("CONNECT ")
          .receivesTextAtOnce(
              refusal(
                  "408 Request Timeout",
                  "error=http_request_error; details=\"" + text + "\"",
                  text))
          .receivesEnd();
    }
  }

  @Test
  void credentialsAreAskedForAndTheConnectionKept() {
    try (var proxy = proxyOfAlice();
        var client = proxy.client()) {
      client
          .sendsText(connect(origin.address()))
          .receivesTextAtOnce(credentialsRequired(ASKED, "keep-alive"));
      client
          .sendsText(
              connect(origin.address(), "Proxy-Authorization: Basic " + basic("alice:wrong")))
          .receivesTextAtOnce(credentialsRequired(WRONG, "keep-alive"));
      client.sendsText(
          connect(origin.address(), "Proxy-Authorization: Basic " + basic("alice:s3:cret")));
      isGranted(client);
    }
  }

  @Test
  void theSchemeIsComparedWithoutCase() {
    try (var proxy = proxyOfAlice();
        var client = proxy.client()) {
      client.sendsText(
          connect(origin.address(), "proxy-authorization: bASIC " + basic("alice:s3:cret")));
      isGranted(client);
    }
  }

  @Test
  void anotherSchemeIsNoCredential() {
    try (var proxy = proxyOfAlice();
        var client = proxy.client()) {
      client
          .sendsText(connect(origin.address(), "Proxy-Authorization: Bearer abc"))
          .receivesTextAtOnce(credentialsRequired(ASKED, "keep-alive"));
    }
  }

  @Test
  void payloadSentAheadOfCredentialsIsNotTakenForARequest() {
    try (var proxy = proxyOfAlice();
        var client = proxy.client()) {
      client
          .sendsText(connect(origin.address()) + connect(origin.address()))
          .receivesTextAtOnce(credentialsRequired(ASKED, "close"))
          .receivesEnd();
    }
  }

  @Test
  void credentialsAreAskedForAndTheConnectionClosedWhereTheClientWantsThat() {
    for (String request :
        new String[] {
          connect(origin.address(), "Connection: close"),
          connect(origin.address(), "Proxy-Connection: close"),
          connect(origin.address()).replace("HTTP/1.1", "HTTP/1.0")
        }) {
      try (var proxy = proxyOfAlice();
          var client = proxy.client()) {
        client
            .sendsText(request)
            .receivesTextAtOnce(credentialsRequired(ASKED, "close"))
            .receivesEnd();
      }
    }
  }

  @Test
  void aKeptConnectionThatIsNotUsedIsClosed() {
    try (var proxy =
            ProxyUnderTest.with().user("alice", "s3cret").idle(Duration.ofMillis(200)).start();
        var client = proxy.client()) {
      client
          .sendsText(connect(origin.address()))
          .receivesTextAtOnce(credentialsRequired(ASKED, "keep-alive"))
          .receivesEnd();
    }
  }

  @Test
  void aSocksInboundDoesNotSpeakHttp() {
    try (var proxy = ProxyUnderTest.with().accepting(InboundProtocol.SOCKS).start();
        var client = proxy.client()) {
      client.sendsText(connect(origin.address())).receivesEndOrReset();
    }
  }

  @Test
  void anHttpInboundDoesNotSpeakSocks() {
    try (var proxy = ProxyUnderTest.with().accepting(InboundProtocol.HTTP).start();
        var client = proxy.client()) {
      client
          .sends("05 01 00 0a")
          .receivesTextAtOnce(malformed("a line that ends in LF without CR"))
          .receivesEnd();
    }
  }
}
