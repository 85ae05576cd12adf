package io.heddle.conversation;

import static io.heddle.support.HttpText.message;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Bodies of requests and responses, in every framing.
@Tag("conversation")
class ForwardedBodyTest {
  private static final String CHUNKED = "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n";

  private final Origin origin = Origin.start();
  private final ProxyUnderTest proxy = ProxyUnderTest.start();
  private Peer client;
  private Peer server;

  @BeforeEach
  void connect() {
    client = proxy.client();
  }

  @AfterEach
  void close() {
    client.close();
    if (server != null) {
      server.close();
    }
    proxy.close();
    origin.close();
  }

  private String request(String method, String version, String rest) {
    return message("%s http://%s/ HTTP/%s\nHost: x\n%s", method, origin.address(), version, rest);
  }

  private String received(String method, String rest) {
    return message("%s / HTTP/1.1\nHost: %s\n%s", method, origin.address(), rest);
  }

  /// The client gets, in place of what the server sends, that.
  private void isPassedOn(String method, String version, String response, String expected) {
    client.sendsText(request(method, version, "\n"));
    server = origin.accept();
    server.receivesHead();
    server.sendsText(message(response));
    if (!response.contains("Length") && !response.contains("chunked")) {
      server.ends();
    }
    client.receivesText(message(expected));
  }

  private void isPassedOnAndTheConnectionStays(String method, String response, String expected) {
    isPassedOn(method, "1.1", response, expected);
    client.sendsText(request("GET", "1.1", "\n"));
    try (Peer again =
        response.contains("Length") || response.contains("chunked") ? server : origin.accept()) {
      again.receivesHead();
      again.sendsText(message(CHUNKED + "0\n\n"));
      client.receivesText(message(CHUNKED + "0\n\n"));
    }
  }

  private void isPassedOnAndTheConnectionCloses(String method, String response, String expected) {
    isPassedOn(method, "1.0", response, expected);
    client.receivesEnd();
  }

  @Test
  void aResponseOfKnownLength() {
    isPassedOnAndTheConnectionStays(
        "GET",
        "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello",
        "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello");
  }

  @Test
  void aLengthSaidTwiceIsSaidOnce() {
    isPassedOnAndTheConnectionStays(
        "GET",
        "HTTP/1.1 200 OK\nContent-Length: 005, 5\nContent-Length: 5\n\nhello",
        "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello");
  }

  @Test
  void aChunkedResponseIsChunkedAnewWithoutExtensions() {
    isPassedOnAndTheConnectionStays(
        "GET",
        CHUNKED + "5;a=b;c=\"d\"\nhello\n1 ; x\n \n00006\nworld!\n0;last\n\n",
        CHUNKED + "c\nhello world!\n0\n\n");
  }

  @Test
  void trailersArePassedOn() {
    isPassedOnAndTheConnectionStays(
        "GET",
        "HTTP/1.1 200 OK\nTrailer: X-Sum\nTransfer-Encoding: chunked\n\n1\na\n0\nX-Sum: 1\nY: 2\n\n",
        "HTTP/1.1 200 OK\nTrailer: X-Sum\nTransfer-Encoding: chunked\n\n1\na\n0\nX-Sum: 1\nY: 2\n\n");
  }

  @Test
  void nothingWaitsForTrailers() {
    client.sendsText(request("GET", "1.1", "\n"));
    server = origin.accept();
    server.receivesHead();
    server.sendsText(message(CHUNKED + "5\nhello\n0\nX: "));
    client.receivesText(message(CHUNKED + "5\nhello\n"));
    server.sendsText(message("1\n\n"));
    client.receivesText(message("0\nX: 1\n\n"));
  }

  @Test
  void trailersThatWouldChangeTheMessageAreNot() {
    isPassedOnAndTheConnectionStays(
        "GET",
        CHUNKED + "0\nX-Sum: 1\nContent-Length: 2\nTransfer-Encoding: x\nConnection: X-Sum2\n\n",
        CHUNKED + "0\nX-Sum: 1\n\n");
  }

  @Test
  void aResponseThatEndsWithItsConnectionIsChunked() {
    isPassedOnAndTheConnectionStays("GET", "HTTP/1.1 200 OK\n\nhello", CHUNKED + "5\nhello\n0\n\n");
  }

  @Test
  void anOldClientGetsNoChunks() {
    isPassedOnAndTheConnectionCloses(
        "GET",
        "HTTP/1.1 200 OK\nTrailer: X\nTransfer-Encoding: chunked\n\n5\nhello\n1\n!\n0\nX: 1\n\n",
        "HTTP/1.1 200 OK\nConnection: close\n\nhello!");
  }

  @Test
  void anOldClientGetsAResponseThatEndsWithItsConnection() {
    isPassedOnAndTheConnectionCloses(
        "GET", "HTTP/1.0 200 OK\n\nhello", "HTTP/1.1 200 OK\nConnection: close\n\nhello");
  }

  @Test
  void aResponseToHeadHasNoBodyWhateverItSays() {
    isPassedOnAndTheConnectionStays(
        "HEAD", "HTTP/1.1 200 OK\nContent-Length: 5\n\n", "HTTP/1.1 200 OK\nContent-Length: 5\n\n");
  }

  @Test
  void aResponseToHeadThatWouldBeChunked() {
    isPassedOnAndTheConnectionStays(
        "HEAD", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n", "HTTP/1.1 200 OK\n\n");
  }

  @Test
  void aResponseWithoutContent() {
    isPassedOnAndTheConnectionStays(
        "GET", "HTTP/1.1 204 No Content\nContent-Length: 0\n\n", "HTTP/1.1 204 No Content\n\n");
  }

  @Test
  void aResponseNotModified() {
    isPassedOnAndTheConnectionStays(
        "GET",
        "HTTP/1.1 304 Not Modified\nContent-Length: 5\nETag: \"a\"\n\n",
        "HTTP/1.1 304 Not Modified\nETag: \"a\"\nContent-Length: 5\n\n");
  }

  @Test
  void hopByHopFieldsOfAResponseEndHere() {
    isPassedOnAndTheConnectionStays(
        "GET",
        """
        HTTP/1.1 200 Fine
        Connection: keep-alive, X-One
        X-One: 1
        Keep-Alive: timeout=5
        Proxy-Authenticate: Basic realm="x"
        Proxy-Authentication-Info: x
        Proxy-Status: other; error=x
        Upgrade: h2c
        Trailer: X
        Server: test
        Content-Length: 1

        a\
        """,
        """
        HTTP/1.1 200 Fine
        Proxy-Status: other; error=x
        Server: test
        Content-Length: 1

        a\
        """);
  }

  @Test
  void headAndBodyLeaveInOneWrite() {
    client.sendsText(request("POST", "1.1", "Content-Length: 5\n\nhello"));
    server = origin.accept();
    server
        .receivesTextAtOnce(received("POST", "Content-Length: 5\n\nhello"))
        .sendsText(message("HTTP/1.1 200 OK\nContent-Length: 5\n\nhello"));
    client
        .receivesTextAtOnce(message("HTTP/1.1 200 OK\nContent-Length: 5\n\nhello"))
        .sendsText(request("GET", "1.1", "\n"));
    server.receivesHead();
    server.sendsText(message(CHUNKED + "2\nhe\n3\nllo\n0\n\n"));
    client.receivesTextAtOnce(message(CHUNKED + "5\nhello\n0\n\n"));
  }

  @Test
  void aRequestWithAnEmptyBodySaysSo() {
    client.sendsText(request("POST", "1.1", "Content-Length: 0\n\n"));
    server = origin.accept();
    server.receivesText(received("POST", "Content-Length: 0\n\n"));
  }

  @Test
  void aBodyIsPassedOnAsItComes() {
    client.sendsText(request("POST", "1.1", "Content-Length: 10\n\n"));
    server = origin.accept();
    server.receivesText(received("POST", "Content-Length: 10\n\n"));
    client.sendsText("hello");
    server.receivesText("hello");
    client.sendsText("world");
    server.receivesText("world").sendsText(message("HTTP/1.1 200 OK\nContent-Length: 0\n\n"));
    client.receivesText(message("HTTP/1.1 200 OK\nContent-Length: 0\n\n"));
  }

  @Test
  void aChunkedBodyIsPassedOnAsItComes() {
    client.sendsText(request("PUT", "1.1", "Trailer: X\nTransfer-Encoding: Chunked\n\n"));
    server = origin.accept();
    server.receivesText(received("PUT", "Trailer: X\nTransfer-Encoding: chunked\n\n"));
    client.sendsText(message("5;x=y\nhello\n"));
    server.receivesText(message("5\nhello\n"));
    client.sendsText("1");
    client.sendsText(message("0\n0123456789abcde"));
    server.receivesText(message("f\n0123456789abcde\n"));
    client.sendsText(message("f\n0\nX: 1\n\n"));
    server
        .receivesText(message("1\nf\n0\nX: 1\n\n"))
        .sendsText(message("HTTP/1.1 200 OK\nContent-Length: 0\n\n"));
    client.receivesText(message("HTTP/1.1 200 OK\nContent-Length: 0\n\n"));
  }

  @Test
  void eventsArriveOneByOne() {
    client.sendsText(request("GET", "1.1", "Accept: text/event-stream\n\n"));
    server = origin.accept();
    server.receivesHead();
    server.sendsText(message(CHUNKED));
    client.receivesText(message(CHUNKED));
    server.sendsText(message("b\ndata: a\n\n\n"));
    client.receivesText(message("b\ndata: a\n\n\n"));
    server.sendsText(message("b\ndata: b\n\n\n"));
    client.receivesText(message("b\ndata: b\n\n\n"));
  }

  @Test
  void eventsWithoutFramingArriveOneByOne() {
    client.sendsText(request("GET", "1.0", "\n"));
    server = origin.accept();
    server.receivesHead();
    server.sendsText(message("HTTP/1.1 200 OK\n\n"));
    client.receivesText(message("HTTP/1.1 200 OK\nConnection: close\n\n"));
    server.sendsText("data: a");
    client.receivesText("data: a");
  }

  @Test
  void anEarlyResponseArrivesWhileTheRequestGoesOn() {
    client.sendsText(request("POST", "1.1", "Content-Length: 10\n\nhello"));
    server = origin.accept();
    server.receivesText(received("POST", "Content-Length: 10\n\nhello"));
    server.sendsText(message("HTTP/1.1 200 OK\nContent-Length: 2\n\nok"));
    client.receivesText(message("HTTP/1.1 200 OK\nContent-Length: 2\n\nok")).sendsText("world");
    server.receivesText("world");
    client.sendsText(request("GET", "1.1", "\n"));
    server.receivesText(received("GET", "\n"));
  }

  @Test
  void anEarlyResponseThatClosesEndsTheRequest() {
    client.sendsText(request("POST", "1.1", "Content-Length: 1000000\n\nhello"));
    server = origin.accept();
    server.receivesText(received("POST", "Content-Length: 1000000\n\nhello"));
    server.sendsText(message("HTTP/1.1 413 Too Large\nConnection: close\nContent-Length: 2\n\nno"));
    assertEquals(
        message("HTTP/1.1 413 Too Large\nContent-Length: 2\nConnection: close\n\nno"),
        client.receivesRest());
    server.receivesEnd();
  }

  @Test
  void bothDirectionsMayBeEndless() {
    byte[] block = new byte[1 << 20];
    new Random(1).nextBytes(block);
    client.sendsText(request("POST", "1.1", "Transfer-Encoding: chunked\n\n"));
    server = origin.accept();
    server.receivesHead();
    server.sendsText(message("HTTP/1.1 200 OK\nContent-Length: %s\n\n", 4 * block.length));
    client.receivesHead();
    Thread echo =
        Thread.startVirtualThread(() -> {
          for (int i = 0; i < 4; i++) {
            server.sendsBytes(block);
          }
        });
    Thread chunks =
        Thread.startVirtualThread(() -> {
          for (int i = 0; i < 4; i++) {
            client.sendsText(message("%s\n", Integer.toHexString(block.length)));
            client.sendsBytes(block).sendsText("\r\n");
          }
          client.sendsText("0\r\n\r\n");
        });
    for (int i = 0; i < 4; i++) {
      client.receivesBytes(block);
    }
    byte[] all = new byte[4 * block.length];
    int size = 0;
    while (size < all.length) {
      int chunk = Integer.parseInt(line(server), 16);
      System.arraycopy(server.receivesBytes(chunk), 0, all, size, chunk);
      server.receivesText("\r\n");
      size += chunk;
    }
    server.receivesText("0\r\n\r\n");
    for (int i = 0; i < 4; i++) {
      assertEquals(
          0, Arrays.compare(block, Arrays.copyOfRange(all, i << 20, (i + 1) << 20)), "block " + i);
    }
    assertEquals(false, echo.isAlive() && chunks.isAlive());
  }

  private static String line(Peer peer) {
    StringBuilder line = new StringBuilder();
    while (line.indexOf("\r\n") < 0) {
      line.append((char) peer.receivesBytes(1)[0]);
    }
    return line.substring(0, line.length() - 2);
  }
}
