package io.heddle.conversation;

import static io.heddle.support.HttpText.lastRefusal;
import static io.heddle.support.HttpText.message;
import static io.heddle.support.HttpText.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.outbound.BlockOutbound;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a client learns when a request cannot be served, or a response does not come to its end.
@Tag("conversation")
class ForwardFailuresTest {
  private final Origin origin = Origin.start();

  @AfterEach
  void close() {
    origin.close();
  }

  private String get(String version) {
    return message("GET http://%s/ HTTP/%s\nHost: x\n\n", origin.address(), version);
  }

  /// The client of an origin that answers so and closes gets this.
  private void isTold(String response, String expected) {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      client.sendsText(get("1.1"));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(message(response)).ends();
        client.receivesText(expected);
      }
    }
  }

  private void isBad(String response, String why) {
    String text = origin.address() + " sent a bad response: " + why;
    isTold(response, refusal("502 Bad Gateway", "http_protocol_error", text));
  }

  @Test
  void anOriginThatClosesWithoutAnAnswer() {
    String text = origin.address() + " closed the connection without a response";
    isTold("", refusal("502 Bad Gateway", "connection_terminated", text));
  }

  @Test
  void aResponseThatIsNotHttp() {
    isBad("SSH-2.0-OpenSSH_9.2\n", "the status line is not VERSION STATUS REASON");
    isBad("HTTP/1.1 20 OK\n\n", "the status is not a number of three digits");
    isBad("HTTP/1.1 200 OK\nA: b\0\n\n", "a NUL in a line");
  }

  @Test
  void aResponseWhoseLengthIsInDoubt() {
    isBad(
        "HTTP/1.1 200 OK\nContent-Length: 1\nContent-Length: 2\n\nab",
        "Content-Length fields that differ");
    isBad("HTTP/1.1 200 OK\nContent-Length: -1\n\nab", "Content-Length is not a number of bytes");
    isBad(
        "HTTP/1.1 200 OK\nTransfer-Encoding: gzip\n\nab",
        "Transfer-Encoding does not end with chunked");
  }

  @Test
  void anOriginThatAsksForCredentialsOfAProxy() {
    String text = origin.address() + " asks for the credentials of a proxy user (407)";
    isTold(
        "HTTP/1.1 407 x\nProxy-Authenticate: Basic realm=\"x\"\nContent-Length: 0\n\n",
        refusal("502 Bad Gateway", "connection_terminated", text));
  }

  @Test
  void aTargetThatIsBlocked() {
    try (var proxy = ProxyUnderTest.with().fallback(BlockOutbound.NAME).start();
        Peer client = proxy.client()) {
      String text = "the rules of this proxy block " + origin.address();
      for (int i = 0; i < 2; i++) {
        client
            .sendsText(get("1.1"))
            .receivesText(refusal("403 Forbidden", "http_request_denied", text));
      }
    }
  }

  @Test
  void aProxyAskedForItself() {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      String text = proxy.address() + " is this proxy itself";
      client
          .sendsText(message("GET http://%s/ HTTP/1.1\nHost: x\n\n", proxy.address()))
          .receivesText(refusal("502 Bad Gateway", "proxy_loop_detected", text));
    }
  }

  @Test
  void anOriginThatSaysNothing() {
    try (var proxy = ProxyUnderTest.with().idle(Duration.ofMillis(1100)).start();
        Peer client = proxy.client()) {
      client.sendsText(get("1.1"));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        String text = origin.address() + " sent no response for 1 s";
        client.receivesText(refusal("504 Gateway Timeout", "http_response_timeout", text));
        server.receivesEnd();
      }
    }
  }

  @Test
  void aClientThatDoesNotSendItsBody() {
    try (var proxy = ProxyUnderTest.with().idle(Duration.ofMillis(1100)).start();
        Peer client = proxy.client()) {
      client.sendsText(
          message("POST http://%s/ HTTP/1.1\nHost: x\nContent-Length: 5\n\na", origin.address()));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        String text = "nothing of the request's body moved for 1 s";
        client.receivesText(lastRefusal("408 Request Timeout", "http_request_error", text));
        client.receivesEnd();
        server.receivesText("a").receivesEnd();
      }
    }
  }

  @Test
  void aClientThatBreaksOffItsBody() {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      client.sendsText(
          message("POST http://%s/ HTTP/1.1\nHost: x\nContent-Length: 5\n\na", origin.address()));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        client.ends();
        server.receivesText("a").receivesEnd();
        client.receivesEnd();
      }
    }
  }

  @Test
  void aBodyWhoseChunksAreBroken() {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      client.sendsText(
          message(
              "POST http://%s/ HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n1\na\n",
              origin.address()));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.receivesText("1\r\na\r\n");
        client.sendsText("-1\r\n");
        client.receivesText(
            lastRefusal("400 Bad Request", "http_request_error", "a chunk without a size"));
        server.receivesEnd();
      }
    }
  }

  /// The client of an origin that sends that and closes, or resets, gets this and the end.
  private void isCut(String version, String response, String expected) {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      client.sendsText(get(version));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(message(response)).ends();
        assertEquals(message(expected), client.receivesRest());
      }
    }
  }

  @Test
  void aResponseCutShortIsCutShort() {
    isCut(
        "1.1",
        "HTTP/1.1 200 OK\nContent-Length: 10\n\nhello",
        "HTTP/1.1 200 OK\nContent-Length: 10\n\nhello");
    String chunked = "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n";
    isCut("1.1", chunked + "5\nhello\n", chunked + "5\nhello\n");
    isCut("1.1", chunked + "a\nhello", chunked + "5\nhello\n");
    isCut("1.1", chunked + "5\nhello\n0\n", chunked + "5\nhello\n");
    isCut("1.1", chunked + "5\nhello\nx\n", chunked + "5\nhello\n");
  }

  @Test
  void anOldClientSeesAResetWhereAResponseIsCutShort() {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      client.sendsText(get("1.0"));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(message("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\na\nhello"));
        client.receivesText(message("HTTP/1.1 200 OK\nConnection: close\n\nhello"));
        server.ends();
        client.receivesReset();
      }
    }
  }

  @Test
  void aResetOfTheOriginIsNoEnd() {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      client.sendsText(get("1.1"));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(message("HTTP/1.1 200 OK\n\nhello"));
        client.receivesText(message("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nhello\n"));
        server.resets();
        client.receivesEnd();
      }
    }
  }

  @Test
  void aResponseThatStopsIsCutShort() {
    try (var proxy = ProxyUnderTest.with().idle(Duration.ofMillis(300)).start();
        Peer client = proxy.client()) {
      client.sendsText(get("1.1"));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(message("HTTP/1.1 200 OK\nContent-Length: 10\n\nhello"));
        assertEquals(
            message("HTTP/1.1 200 OK\nContent-Length: 10\n\nhello"), client.receivesRest());
        server.receivesEnd();
      }
    }
  }

  @Test
  void aClientThatLeavesEndsItsRequest() {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      client.sendsText(get("1.1"));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(message("HTTP/1.1 200 OK\n\nhello"));
        client.receivesHead();
        client.resets();
        // The first of these finds the client gone, if the reset itself has not been seen.
        for (int i = 0; i < 2; i++) {
          server.sendsText("more");
        }
        server.receivesEndOrReset();
      }
    }
  }
}
