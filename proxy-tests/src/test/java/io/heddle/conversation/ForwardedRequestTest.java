package io.heddle.conversation;

import static io.heddle.support.HttpText.lastRefusal;
import static io.heddle.support.HttpText.message;
import static io.heddle.support.HttpText.refusal;

import io.heddle.request.InterceptionMode;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.StubLookup;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a request that is forwarded looks like to its origin, byte for byte.
@Tag("conversation")
class ForwardedRequestTest {
  private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";

  private final Origin origin = Origin.start();

  @AfterEach
  void close() {
    origin.close();
  }

  /// Sends a request through a proxy; `%s` is the origin's address, in what the origin receives
  /// too.
  private void isForwarded(String request, String expected) {
    try (var proxy = ProxyUnderTest.start()) {
      isForwarded(proxy, request, expected);
    }
  }

  private void isForwarded(ProxyUnderTest proxy, String request, String expected) {
    try (Peer client = proxy.client()) {
      client.sendsText(filled(request));
      try (Peer server = origin.accept()) {
        server.receivesText(filled(expected)).sendsText(NO_CONTENT);
        client.receivesText("HTTP/1.1 204 No Content\r\n");
        server.hasReceivedNothing();
      }
    }
  }

  private String filled(String text) {
    return message(text.replace("ORIGIN", origin.address().toString()));
  }

  @Test
  void aRequestGoesToTheOriginInOriginForm() {
    isForwarded(
        """
        GET http://ORIGIN/a/b?c=d HTTP/1.1
        Host: ORIGIN
        User-Agent: test
        Accept: */*

        """,
        """
        GET /a/b?c=d HTTP/1.1
        Host: ORIGIN
        User-Agent: test
        Accept: */*

        """);
  }

  @Test
  void hostIsReplacedByTheTargets() {
    isForwarded(
        """
        GET http://ORIGIN/ HTTP/1.1
        Accept: */*
        Host: other.example

        """,
        """
        GET / HTTP/1.1
        Host: ORIGIN
        Accept: */*

        """);
  }

  @Test
  void aTargetWithoutPathIsTheRoot() {
    isForwarded("GET http://ORIGIN HTTP/1.1\nHost: ORIGIN\n\n", "GET / HTTP/1.1\nHost: ORIGIN\n\n");
    isForwarded(
        "GET http://ORIGIN?a=b HTTP/1.1\nHost: ORIGIN\n\n", "GET /?a=b HTTP/1.1\nHost: ORIGIN\n\n");
  }

  @Test
  void anyMethodIsForwarded() {
    isForwarded(
        "M-SEARCH http://ORIGIN/ HTTP/1.1\nHost: ORIGIN\n\n",
        "M-SEARCH / HTTP/1.1\nHost: ORIGIN\n\n");
  }

  @Test
  void theSchemeIsReadInAnyCase() {
    isForwarded(
        "GET HTTP://ORIGIN/ HTTP/1.1\nHost: ORIGIN\n\n", "GET / HTTP/1.1\nHost: ORIGIN\n\n");
  }

  @Test
  void optionsWithoutPathIsAboutTheWholeServer() {
    isForwarded(
        "OPTIONS http://ORIGIN HTTP/1.1\nHost: ORIGIN\n\n", "OPTIONS * HTTP/1.1\nHost: ORIGIN\n\n");
    isForwarded(
        "OPTIONS http://ORIGIN/ HTTP/1.1\nHost: ORIGIN\n\n",
        "OPTIONS / HTTP/1.1\nHost: ORIGIN\n\n");
  }

  @Test
  void hopByHopFieldsEndHere() {
    isForwarded(
        """
        GET http://ORIGIN/ HTTP/1.1
        Host: ORIGIN
        Connection: keep-alive, X-One
        X-One: 1
        connection: x-two , ,close
        X-TWO: 2
        X-Three: 3
        Keep-Alive: timeout=5
        Proxy-Connection: keep-alive
        Proxy-Authorization: Basic YTpi
        Proxy-Something: x
        TE: gzip;q=0.5
        Upgrade: h2c
        Trailer: X-Four
        Authorization: Basic Yzpk

        """,
        """
        GET / HTTP/1.1
        Host: ORIGIN
        X-Three: 3
        Authorization: Basic Yzpk

        """);
  }

  @Test
  void trailersMayBeAskedForSinceTheyArePassedOn() {
    isForwarded(
        """
        GET http://ORIGIN/ HTTP/1.1
        Host: ORIGIN
        TE: gzip, trailers
        Connection: TE

        """,
        """
        GET / HTTP/1.1
        Host: ORIGIN
        TE: trailers
        Connection: TE

        """);
  }

  @Test
  void aRequestOfAnOldClientIsForwardedAsHttp11() {
    isForwarded(
        "GET http://ORIGIN/ HTTP/1.0\nExpect: 100-continue\nTE: trailers\n\n",
        "GET / HTTP/1.1\nHost: ORIGIN\n\n");
  }

  @Test
  void theNameInTheTargetIsInCanonicalForm() {
    StubLookup names = new StubLookup().knows("origin.test", "127.0.0.1");
    try (var proxy = ProxyUnderTest.with().lookup(names, Duration.ofSeconds(5)).start()) {
      int port = origin.address().port();
      isForwarded(
          proxy,
          "GET http://Origin.TEST.:" + port + "/ HTTP/1.1\nHost: x\n\n",
          "GET / HTTP/1.1\nHost: origin.test:" + port + "\n\n");
    }
  }

  @Test
  void maxForwardsIsCountedDownForTraceAndOptions() {
    isForwarded(
        "TRACE http://ORIGIN/ HTTP/1.1\nHost: ORIGIN\nMax-Forwards: 10\n\n",
        "TRACE / HTTP/1.1\nHost: ORIGIN\nMax-Forwards: 9\n\n");
    isForwarded(
        "OPTIONS http://ORIGIN/ HTTP/1.1\nHost: ORIGIN\nMax-Forwards: 1\n\n",
        "OPTIONS / HTTP/1.1\nHost: ORIGIN\nMax-Forwards: 0\n\n");
    isForwarded(
        "GET http://ORIGIN/ HTTP/1.1\nHost: ORIGIN\nMax-Forwards: 0\n\n",
        "GET / HTTP/1.1\nHost: ORIGIN\nMax-Forwards: 0\n\n");
  }

  /// Expects the answer of the proxy itself.
  private void isAnswered(ProxyUnderTest proxy, String request, String expected) {
    try (Peer client = proxy.client()) {
      client.sendsText(message(request)).receivesTextAtOnce(expected);
    }
  }

  private void isAnswered(String request, String expected) {
    try (var proxy = ProxyUnderTest.start()) {
      isAnswered(proxy, request, expected);
    }
  }

  @Test
  void optionsWithNoHopLeftIsAnsweredHere() {
    isAnswered(
        "OPTIONS http://192.0.2.1/ HTTP/1.1\nHost: 192.0.2.1\nMax-Forwards: 0\n\n",
        message("HTTP/1.1 200 OK\nContent-Length: 0\nConnection: keep-alive\n\n"));
  }

  @Test
  void traceWithNoHopLeftShowsTheRequestWithoutSecrets() {
    isAnswered(
        """
        TRACE http://192.0.2.1/a HTTP/1.1
        Host: 192.0.2.1
        Max-Forwards: 0
        Cookie: a=b
        Authorization: Basic YTpi

        """,
        message(
            """
            HTTP/1.1 200 OK
            Content-Type: message/http
            Content-Length: 71
            Connection: keep-alive

            TRACE http://192.0.2.1/a HTTP/1.1
            Host: 192.0.2.1
            Max-Forwards: 0

            """));
  }

  @Test
  void optionsAboutTheProxyIsAnsweredHere() {
    isAnswered(
        "OPTIONS * HTTP/1.1\nHost: proxy.example\n\n",
        message("HTTP/1.1 200 OK\nContent-Length: 0\nConnection: keep-alive\n\n"));
  }

  @Test
  void aRequestForAnOriginIsToldThatThisIsAProxy() {
    isAnswered(
        "GET / HTTP/1.1\nHost: 127.0.0.1:1080\n\n",
        lastRefusal(
            "400 Bad Request",
            "http_request_error",
            "this is a proxy, not a web server: give this address to a client as its proxy"));
  }

  @Test
  void otherSchemesAreNotForwarded() {
    for (String scheme : new String[] {"https", "ftp", "ws"}) {
      isAnswered(
          "GET " + scheme + "://192.0.2.1/ HTTP/1.1\nHost: 192.0.2.1\n\n",
          lastRefusal(
              "501 Not Implemented",
              "",
              "requests for " + scheme + " are not forwarded, only for http; others use CONNECT"));
    }
  }

  @Test
  void aRefusalOfHeadHasNoBody() {
    String port = Origin.closedPort().toString();
    String whole =
        refusal("502 Bad Gateway", "connection_refused", port + " refused the connection");
    isAnswered(
        "HEAD http://" + port + "/ HTTP/1.1\nHost: " + port + "\n\n",
        whole.substring(0, whole.indexOf("\r\n\r\n") + 4));
  }

  @Test
  void aTransparentProxyFindsTheDestinationInHost() {
    try (var proxy = ProxyUnderTest.with().requests(InterceptionMode.TRANSPARENT).start()) {
      String request = "GET /a?b HTTP/1.1\nHost: ORIGIN\nAccept: */*\n\n";
      isForwarded(proxy, request, request);
      String options = "OPTIONS * HTTP/1.1\nHost: ORIGIN\n\n";
      isForwarded(proxy, options, options);
      isForwarded(
          proxy,
          "GET http://ORIGIN/ HTTP/1.1\nHost: ORIGIN\n\n",
          "GET / HTTP/1.1\nHost: ORIGIN\n\n");
    }
  }

  @Test
  void aTransparentProxyNeedsHost() {
    try (var proxy = ProxyUnderTest.with().requests(InterceptionMode.TRANSPARENT).start()) {
      isAnswered(
          proxy,
          "GET / HTTP/1.0\n\n",
          lastRefusal(
              "400 Bad Request", "http_request_error", "no Host, which names the destination"));
    }
  }
}
