package io.heddle.conversation;

import static io.heddle.support.HttpText.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.ResponseVectors;
import io.heddle.support.ResponseVectors.BadGateway;
import io.heddle.support.ResponseVectors.PassedOn;
import io.heddle.support.ResponseVectors.ResponseVector;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Responses that are not well-formed: each is passed on in clean form, cut or refused.
@Tag("conversation")
class ForwardedResponseTest {
  @AutoClose private final Origin origin = Origin.start();
  @AutoClose private final ProxyUnderTest proxy = ProxyUnderTest.start();

  static List<ResponseVector> vectors() {
    return ResponseVectors.read();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void isPassedOnCleanOrRefused(ResponseVector vector) {
    try (Peer client = proxy.client()) {
      client.sendsText(request());
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(vector.response()).ends();
        String received = client.ends().receivesRest();
        switch (vector.expected()) {
          case PassedOn(String text) -> assertEquals(text, received);
          case BadGateway(String sentence) -> {
            assertTrue(received.startsWith("HTTP/1.1 502 "), received);
            String body = "\r\n\r\nheddle: " + origin.address() + " " + sentence + "\n";
            assertTrue(received.endsWith(body), received);
          }
        }
      }
    }
  }

  /// Each has one meaning and a length of its own, but the server that sent it may have another one
  /// in mind.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\nContent-Length: 5\r\n\r\nhello",
        "\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1\t200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 100 Continue\n\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nX : y\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nX: y\r\n z\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nX y\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity, chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5 \r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: y\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nXy\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\0\r\n\r\n",
      })
  void theConnectionIsNotUsedAgain(String response) {
    try (Peer client = proxy.client()) {
      client.sendsText(request());
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(response);
        server.receivesEndOrReset();
      }
      client.sendsText(request());
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(message("HTTP/1.1 404 last\nContent-Length: 0\n\n"));
      }
      String received = client.ends().receivesRest();
      assertTrue(received.contains("hello"), received);
      assertTrue(received.endsWith("404 last\r\nContent-Length: 0\r\n\r\n"), received);
    }
  }

  private String request() {
    return message("GET http://%s/ HTTP/1.1\nHost: x\n\n", origin.address());
  }
}
