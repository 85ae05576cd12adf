package io.heddle.conversation;

import static io.heddle.support.HttpText.message;
import static io.heddle.support.HttpText.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.outbound.BlockOutbound;
import io.heddle.support.Await;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How long a client's connection lasts, and what is sent on it one after another.
@Tag("conversation")
class PersistenceTest {
  private static final String OK = message("HTTP/1.1 200 OK\nContent-Length: 2\n\nok");

  private final Origin origin = Origin.start();

  @AfterEach
  void close() {
    origin.close();
  }

  private String get(String path, String version, String... fields) {
    return get(origin, path, version, fields);
  }

  private static String get(Origin origin, String path, String version, String... fields) {
    String lines = fields.length == 0 ? "" : String.join("\n", fields) + "\n";
    return message("GET http://%s%s HTTP/%s\n%s\n", origin.address(), path, version, lines);
  }

  private String host() {
    return "Host: " + origin.address();
  }

  /// What the client gets for a request that the origin answers with [#OK].
  private void isAnswered(String request, String expected) {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      client.sendsText(request);
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(OK);
        client.receivesText(message(expected));
        if (expected.contains("close")) {
          client.receivesEnd();
        } else {
          client.sendsText(get("/again", "1.0"));
          server.receivesHead();
          server.sendsText(OK);
          client
              .receivesText(message("HTTP/1.1 200 OK\nContent-Length: 2\nConnection: close\n\nok"))
              .receivesEnd();
        }
      }
    }
  }

  @Test
  void aConnectionStaysByDefault() {
    isAnswered(get("/", "1.1", host()), "HTTP/1.1 200 OK\nContent-Length: 2\n\nok");
  }

  @Test
  void aClientMayAskToClose() {
    String closing = "HTTP/1.1 200 OK\nContent-Length: 2\nConnection: close\n\nok";
    isAnswered(get("/", "1.1", host(), "Connection: close"), closing);
    isAnswered(get("/", "1.1", host(), "Connection: x", "Connection: y, Close"), closing);
    isAnswered(get("/", "1.1", host(), "Proxy-Connection: close"), closing);
  }

  @Test
  void theConnectionOfAnOldClientIsClosed() {
    isAnswered(get("/", "1.0"), "HTTP/1.1 200 OK\nContent-Length: 2\nConnection: close\n\nok");
  }

  @Test
  void anOldClientMayAskToStay() {
    String staying = "HTTP/1.1 200 OK\nContent-Length: 2\nConnection: keep-alive\n\nok";
    isAnswered(get("/", "1.0", "Connection: Keep-Alive"), staying);
    isAnswered(get("/", "1.0", "Proxy-Connection: keep-alive"), staying);
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      client.sendsText(
          get("/1", "1.1", host()) + get("/2", "1.1", host()) + get("/3", "1.1", host()));
      try (Peer server = origin.accept()) {
        for (int i = 1; i <= 3; i++) {
          server.receivesText(message("GET /%s HTTP/1.1\n%s\n\n", i, host()));
          server.hasReceivedNothing();
          server.sendsText(message("HTTP/1.1 200 OK\nContent-Length: 1\n\n%s", i));
        }
      }
      for (int i = 1; i <= 3; i++) {
        client.receivesText(message("HTTP/1.1 200 OK\nContent-Length: 1\n\n%s", i));
      }
    }
  }

  @Test
  void aPipelinedRequestAfterABodyIsNotMistakenForIt() {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      String post = message("POST http://%s/ HTTP/1.1\n%s\n", origin.address(), host());
      client.sendsText(
          post
              + message("Content-Length: 4\n\nGET ")
              + post
              + message("Transfer-Encoding: chunked\n\n4\nGET \n0\n\n")
              + get("/", "1.1", host()));
      try (Peer server = origin.accept()) {
        server.receivesText(message("POST / HTTP/1.1\n%s\nContent-Length: 4\n\nGET ", host()));
        server.sendsText(OK);
        server.receivesText(
            message("POST / HTTP/1.1\n%s\nTransfer-Encoding: chunked\n\n4\nGET \n0\n\n", host()));
        server.sendsText(OK);
        server.receivesText(message("GET / HTTP/1.1\n%s\n\n", host())).sendsText(OK);
        client.receivesText(OK + OK + OK);
      }
    }
  }

  @Test
  void requestsToDifferentOriginsFollowEachOther() {
    try (var proxy = ProxyUnderTest.start();
        Origin other = Origin.start();
        Peer client = proxy.client()) {
      client.sendsText(get(origin, "/", "1.1", host()));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(OK);
        client.receivesText(OK).sendsText(get(other, "/", "1.1", host()));
        try (Peer otherServer = other.accept()) {
          otherServer.receivesText(message("GET / HTTP/1.1\nHost: %s\n\n", other.address()));
          otherServer.sendsText(OK);
          client.receivesText(OK).sendsText(get(origin, "/", "1.1", host()));
          server.receivesHead();
          server.sendsText(OK);
          client.receivesText(OK);
        }
      }
    }
  }

  @Test
  void credentialsAreAskedOfEachRequest() {
    String authorization = "Proxy-Authorization: Basic YWxpY2U6czNjcmV0";
    try (var proxy = ProxyUnderTest.with().user("alice", "s3cret").start();
        Peer client = proxy.client()) {
      for (int i = 0; i < 2; i++) {
        client
            .sendsText(get("/", "1.1", host()))
            .receivesText(challenge("this proxy asks for a user name and password"))
            .sendsText(get("/", "1.1", host(), "Proxy-Authorization: Basic YWxpY2U6"))
            .receivesText(challenge("wrong user name or password"))
            .sendsText(get("/", "1.1", host(), authorization));
        try (Peer server = origin.accept()) {
          server.receivesText(message("GET / HTTP/1.1\n%s\n\n", host())).sendsText(OK);
          client.receivesText(OK);
        }
      }
    }
  }

  @Test
  void aRequestWithItsBodyMayBeTriedAgainWithCredentials() {
    String post = "POST http://%s/ HTTP/1.1\n%s\nContent-Length: 2\n%s\n\nhi";
    try (var proxy = ProxyUnderTest.with().user("alice", "s3cret").start();
        Peer client = proxy.client()) {
      client
          .sendsText(message(post, origin.address(), host(), "A: b"))
          .receivesText(challenge("this proxy asks for a user name and password"))
          .sendsText(
              message(
                  post, origin.address(), host(), "Proxy-Authorization: basic YWxpY2U6czNjcmV0"));
      try (Peer server = origin.accept()) {
        server.receivesText(message("POST / HTTP/1.1\n%s\nContent-Length: 2\n\nhi", host()));
      }
    }
  }

  private static String challenge(String text) {
    String all = refusal("407 Proxy Authentication Required", "", text);
    return all.replace(
        "keep-alive\r\n", "keep-alive\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n");
  }

  @Test
  void aRefusedRequestMayBeFollowedByAnother() {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      String closed = Origin.closedPort().toString();
      client
          .sendsText(message("GET http://%s/ HTTP/1.1\nHost: x\n\n", closed))
          .receivesText(
              refusal("502 Bad Gateway", "connection_refused", closed + " refused the connection"))
          .sendsText(get("/", "1.1", host()));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(OK);
        client.receivesText(OK);
      }
    }
  }

  @Test
  void aRefusedRequestWhoseBodyIsNotThereYetIsTheLast() {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      String closed = Origin.closedPort().toString();
      client.sendsText(
          message("POST http://%s/ HTTP/1.1\nHost: x\nContent-Length: 5\n\nGET", closed));
      client.receivesHead();
      assertEquals("heddle: " + closed + " refused the connection\n", client.receivesRest());
    }
  }

  @Test
  void aConnectionMayEndWithATunnel() {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client()) {
      client.sendsText(get("/", "1.1", host()));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(OK);
        client.receivesText(OK);
      }
      client.sendsText(message("CONNECT %s HTTP/1.1\n%s\n\n", origin.address(), host()));
      try (Peer server = origin.accept()) {
        client.receivesText("HTTP/1.1 200 Connection established\r\n\r\n");
        client.sendsText("ping");
        server.receivesText("ping").sendsText("pong");
        client.receivesText("pong");
      }
    }
  }

  @Test
  void aSilentClientIsLeftAfterTheIdleLimit() {
    try (var proxy = ProxyUnderTest.with().idle(Duration.ofMillis(200)).start();
        Peer client = proxy.client()) {
      client.sendsText(get("/", "1.1", host()));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(OK);
        client.receivesText(OK).receivesEnd();
      }
    }
  }

  /// The idle limit counts, not that of a handshake.
  private void isKeptAfter(String request, String response) {
    try (var proxy =
            ProxyUnderTest.with()
                .user("alice", "s3cret")
                .handshake(Duration.ofMinutes(1))
                .idle(Duration.ofMillis(200))
                .start();
        Peer client = proxy.client()) {
      client.sendsText(message(request));
      assertTrue(client.receivesRest().startsWith(response));
    }
  }

  @Test
  void aClientThatIsAskedForCredentialsHasTimeToFindThem() {
    isKeptAfter("GET http://a.example/ HTTP/1.1\nHost: x\n\n", "HTTP/1.1 407 ");
    isKeptAfter("CONNECT a.example:443 HTTP/1.1\nHost: x\n\n", "HTTP/1.1 407 ");
  }

  @Test
  void aClientThatAskedForNobodyElseIsKept() {
    isKeptAfter(
        "OPTIONS * HTTP/1.1\nHost: x\nProxy-Authorization: Basic YWxpY2U6czNjcmV0\n\n",
        "HTTP/1.1 200 ");
  }

  @Test
  void theNextHeadHasTheTimeOfAHandshake() {
    try (var proxy = ProxyUnderTest.with().handshake(Duration.ofMillis(300)).start();
        Peer client = proxy.client()) {
      client.sendsText(get("/", "1.1", host()));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(OK);
        client.receivesText(OK).sendsText("GET ");
        client.receivesText("HTTP/1.1 408 Request Timeout: ");
      }
    }
  }

  /// A drain under way, with more time than a test has.
  private static Thread drains(ProxyUnderTest proxy) {
    return Thread.startVirtualThread(() -> {
      try {
        proxy.server().drain(Duration.ofSeconds(30));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  @Test
  void aServerThatDrainsDoesNotWaitForTheNextRequest() throws InterruptedException {
    try (var proxy = ProxyUnderTest.start();
        Peer client = proxy.client();
        Peer busy = proxy.client()) {
      busy.sendsText(get("/busy", "1.1", host()));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        client.sendsText(get("/", "1.1", host()));
        try (Peer other = origin.accept()) {
          other.receivesHead();
          other.sendsText(OK);
          client.receivesText(OK);
        }
        Thread drain = drains(proxy);
        client.receivesEnd();
        server.sendsText(OK);
        busy.receivesText(OK).receivesEnd();
        drain.join();
      }
    }
  }

  @Test
  void aServerThatDrainsDoesNotWaitForAClientThatItHasRefused() throws InterruptedException {
    Duration forever = Duration.ofMinutes(1);
    try (var proxy = ProxyUnderTest.with().handshake(forever).fallback(BlockOutbound.NAME).start();
        Peer client = proxy.client()) {
      client.sendsText(get("/", "1.1", host())).receivesHead();
      Thread drain = drains(proxy);
      client.receivesRest();
      drain.join();
    }
  }

  @Test
  void nothingIsLeftWhenClientsHaveGone() {
    try (var proxy = ProxyUnderTest.start()) {
      try (Peer client = proxy.client()) {
        client.sendsText(get("/", "1.1", host()));
        try (Peer server = origin.accept()) {
          server.receivesHead();
          server.sendsText(OK);
          client.receivesText(OK);
        }
      }
      Await.until("the connection is over", () -> proxy.server().connections().count() == 0);
    }
  }
}
