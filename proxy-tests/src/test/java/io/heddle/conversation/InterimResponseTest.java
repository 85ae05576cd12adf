package io.heddle.conversation;

import static io.heddle.support.HttpText.message;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Responses before the final one, and the one after which HTTP is over.
@Tag("conversation")
class InterimResponseTest {
  private static final String CONTINUE = message("HTTP/1.1 100 Continue\n\n");
  private static final String OK = message("HTTP/1.1 200 OK\nContent-Length: 2\n\nok");

  private final Origin origin = Origin.start();
  private final ProxyUnderTest proxy = ProxyUnderTest.start();
  private Peer client;

  @BeforeEach
  void connect() {
    client = proxy.client();
  }

  @AfterEach
  void close() {
    client.close();
    proxy.close();
    origin.close();
  }

  private Peer sends(String method, String version, String rest) {
    client.sendsText(
        message("%s http://%s/ HTTP/%s\nHost: x\n%s", method, origin.address(), version, rest));
    return origin.accept();
  }

  private String received(String method, String rest) {
    return message("%s / HTTP/1.1\nHost: %s\n%s", method, origin.address(), rest);
  }

  @Test
  void everyInterimResponseIsPassedOnAtOnce() {
    try (Peer server = sends("GET", "1.1", "\n")) {
      server.receivesHead();
      for (String interim :
          new String[] {
            "HTTP/1.1 102 Processing\n\n",
            "HTTP/1.1 103 Early Hints\nLink: </a.css>; rel=preload\n\n",
            "HTTP/1.1 100 Continue\n\n",
            "HTTP/1.1 103 Early Hints\nLink: </b.css>; rel=preload\n\n"
          }) {
        server.sendsText(message(interim));
        client.receivesText(message(interim));
      }
      server.sendsText(OK);
      client.receivesText(OK);
    }
  }

  @Test
  void anOldClientIsSparedThem() {
    try (Peer server = sends("GET", "1.0", "\n")) {
      server.receivesHead();
      server.sendsText(CONTINUE + OK);
      client.receivesText(message("HTTP/1.1 200 OK\nContent-Length: 2\nConnection: close\n\nok"));
    }
  }

  @Test
  void aBodyWaitsForTheOriginsGoAhead() {
    try (Peer server = sends("PUT", "1.1", "Expect: 100-continue\nContent-Length: 4\n\n")) {
      server.receivesText(received("PUT", "Expect: 100-continue\nContent-Length: 4\n\n"));
      server.sendsText(CONTINUE);
      client.receivesText(CONTINUE).sendsText("body");
      server.receivesText("body").sendsText(OK);
      client.receivesText(OK).sendsText(message("GET http://%s/ HTTP/1.0\n\n", origin.address()));
      server.receivesHead();
    }
  }

  @Test
  void aClientMayLoseItsPatience() {
    try (Peer server = sends("PUT", "1.1", "Expect: 100-continue\nContent-Length: 4\n\n")) {
      server.receivesHead();
      client.sendsText("body");
      server.receivesText("body").sendsText(OK);
      client.receivesText(OK);
    }
  }

  @Test
  void aRefusedExpectationEndsTheConnection() {
    try (Peer server = sends("PUT", "1.1", "Expect: 100-continue\nContent-Length: 4\n\n")) {
      server.receivesHead();
      server.sendsText(message("HTTP/1.1 417 Expectation Failed\nContent-Length: 2\n\nno"));
      assertEquals(
          message("HTTP/1.1 417 Expectation Failed\nContent-Length: 2\nConnection: close\n\nno"),
          client.receivesRest());
    }
  }

  @Test
  void aWebSocketIsRelayedAfterItsHandshake() {
    String handshake =
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\nSec-WebSocket-Version: 13\n%s\n\n";
    String upgrade = "Upgrade: websocket\nConnection: Upgrade";
    try (Peer server =
        sends(
            "GET",
            "1.1",
            handshake.formatted("Connection: keep-alive, Upgrade\nUpgrade: websocket"))) {
      server.receivesText(received("GET", handshake.formatted(upgrade)));
      server.sendsText(
          message(
              "HTTP/1.1 101 Switching Protocols\nSec-WebSocket-Accept: x\n%s\n\nfrom the server",
              upgrade));
      client.receivesText(
          message(
              "HTTP/1.1 101 Switching Protocols\nSec-WebSocket-Accept: x\n%s\n\nfrom the server",
              upgrade));
      client.sendsText("from the client").ends();
      server.receivesText("from the client").receivesEnd().sendsText("bye").ends();
      client.receivesText("bye").receivesEnd();
    }
  }

  @Test
  void anOriginMayDeclineToUpgrade() {
    try (Peer server = sends("GET", "1.1", "Connection: Upgrade\nUpgrade: websocket\n\n")) {
      server.receivesHead();
      server.sendsText(OK);
      client.receivesText(OK);
    }
  }

  @Test
  void whatMustBeUpgradedToIsPassedOn() {
    try (Peer server = sends("GET", "1.1", "\n")) {
      server.receivesHead();
      server.sendsText(
          message(
              """
              HTTP/1.1 426 Upgrade Required
              Upgrade: a/1, b
              Connection: Upgrade
              Content-Length: 0

              """));
      client.receivesText(
          message(
              """
              HTTP/1.1 426 Upgrade Required
              Content-Length: 0
              Upgrade: a/1, b
              Connection: Upgrade

              """));
    }
  }

  @Test
  void http2IsNotUpgradedToSinceItsSettingsEndHere() {
    try (Peer server =
        sends(
            "GET",
            "1.1",
            "Connection: Upgrade, HTTP2-Settings\nUpgrade: h2c\nHTTP2-Settings: AAMAAABk\n\n")) {
      server.receivesText(received("GET", "\n"));
    }
  }

  @Test
  void anUpgradeToNoProtocolIsAFailure() {
    try (Peer server = sends("GET", "1.1", "Connection: Upgrade\nUpgrade: websocket\n\n")) {
      server.receivesHead();
      server.sendsText(message("HTTP/1.1 101 Switching Protocols\nConnection: Upgrade\n\n"));
      client.receivesText("HTTP/1.1 502 Bad Gateway: ");
    }
  }

  @Test
  void anUpgradeThatNobodyAskedForIsAFailure() {
    try (Peer server = sends("GET", "1.1", "\n")) {
      server.receivesHead();
      server.sendsText(
          message("HTTP/1.1 101 Switching Protocols\nUpgrade: x\nConnection: Upgrade\n\n"));
      client.receivesText("HTTP/1.1 502 Bad Gateway: ");
    }
  }
}
