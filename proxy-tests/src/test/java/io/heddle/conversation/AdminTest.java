package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.admin.AdminHandler;
import io.heddle.admin.AdminResponse;
import io.heddle.admin.AdminServer;
import io.heddle.inbound.TransportSettings;
import io.heddle.jdk.BlockingCheck;
import io.heddle.request.InboundProtocol;
import io.heddle.request.ProxyProtocolMode;
import io.heddle.support.AdminUnderTest;
import io.heddle.support.Await;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TestOutbounds;
import io.heddle.support.TlsListenerSettings;
import io.heddle.support.TunnelPeers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Admin server: its responses, and the requests that it refuses.
@Tag("conversation")
class AdminTest {
  @AutoClose private final Origin origin = Origin.start();
  @AutoClose private final ProxyUnderTest proxy = ProxyUnderTest.start();
  @AutoClose private final AdminUnderTest admin = AdminUnderTest.of(proxy);

  private String host() {
    return "Host: " + admin.address();
  }

  private static void isAnswered(int status, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
  }

  /// An HTTP/1.0 client knows the end of such a response by the end of the stream alone.
  @Test
  void aResponseInTheMiddleDoesNotLookCompleteWhenItsConnectionIsClosed() {
    try (Peer client = proxy.client()) {
      client.sendsText("GET http://%s/ HTTP/1.0\r\n\r\n".formatted(origin.address()));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText("HTTP/1.1 200 OK\r\n\r\nhello");
        client.receivesHead();
        client.receivesText("hello");
        isAnswered(200, admin.answer("DELETE /connections/1", host()));
        client.receivesReset();
      }
    }
  }

  @Test
  void aConnectionIsListedWithWhatItMovesUntilItIsClosed() {
    try (var tunnel = TunnelPeers.open(proxy, origin)) {
      tunnel.client().sendsText("12345");
      tunnel.server().receivesText("12345").sendsText("123");
      tunnel.client().receivesText("123");
      Await.until(
          "its bytes are there", () -> admin.body("/connections").contains("\"download\":3"));
      String list = admin.body("/connections");
      String client = "127.0.0.1:" + tunnel.client().socket().getLocalPort();
      assertTrue(
          list.startsWith(
              "{\"active\":1,\"connections\":[{\"id\":1,\"client\":\""
                  + client
                  + "\",\"user\":\"\",\"protocol\":\"socks5\",\"target\":\""
                  + origin.address()
                  + "\",\"rule\":\"default\",\"outbound\":\"direct\",\"upload\":5,\"download\":3,"),
          list);

      isAnswered(200, admin.answer("DELETE /connections/1", host()));
      tunnel.client().receivesReset();
      tunnel.server().receivesReset();
      Await.until("it is gone", () -> admin.body("/connections").contains("\"active\":0"));
      assertTrue(
          admin
              .body("/metrics")
              .contains(
                  "heddle_requests_total{protocol=\"socks5\",outcome=\"closed_by_admin\"} 1\n"));
      isAnswered(404, admin.answer("DELETE /connections/1", host()));
    }
  }

  @Test
  void aFailureIsKeptWithItsSentence() {
    try (var client = proxy.client()) {
      client
          .sendsText("GET http://nowhere.invalid/path?secret=1 HTTP/1.1\r\nHost: a\r\n\r\n")
          .receivesText("HTTP/1.1 502");
    }
    String status = admin.body("/status");
    assertTrue(status.contains("\"why\":\"no address found for nowhere.invalid\""), status);
    assertTrue(status.contains("\"target\":\"nowhere.invalid:80\""), status);
    assertFalse(status.contains("secret"), status);
    assertFalse(status.contains("path"), status);
  }

  @Test
  void anOutboundThatDoesNotWorkSaysWhyUntilItDoes() {
    try (var next = Origin.start();
        var through = ProxyUnderTest.with().through(TestOutbounds.http(next.address())).start();
        var door = AdminUnderTest.of(through)) {
      String closed =
          "upstream up (" + next.address() + "): it closed the connection without an answer";
      assertEquals(closed, complaint(through, next, door, ""));
      assertEquals("", complaint(through, next, door, "HTTP/1.1 200 OK\r\n\r\n"));
      assertEquals(closed, complaint(through, next, door, ""));
      // It works, and says no.
      assertEquals("", complaint(through, next, door, "HTTP/1.1 403 Forbidden\r\n\r\n"));
    }
  }

  /// The last error of the outbound after its proxy has answered a tunnel like this.
  private static String complaint(
      ProxyUnderTest through, Origin next, AdminUnderTest door, String answer) {
    try (var client = through.client()) {
      client.sendsText("CONNECT host.example:80 HTTP/1.1\r\n\r\n");
      try (Peer hop = next.accept()) {
        hop.receivesHead();
        hop.sendsText(answer);
      }
      client.receivesHead();
    }
    return door.body("/status")
        .replaceFirst("(?s).*\"name\":\"up\"[^{}]*\"complaint\":\"([^\"]*)\".*", "$1");
  }

  @Test
  void failuresAreKeptInSmallNumber() {
    for (int i = 0; i < 150; i++) {
      try (var client = proxy.client()) {
        client.sendsText("nonsense\r\n\r\n").receivesRest();
      }
    }
    String status = admin.body("/status");
    assertEquals(100, status.split("\"why\":", -1).length - 1);
    assertTrue(admin.body("/metrics").contains("{protocol=\"unknown\",outcome=\"refused\"} 150\n"));
  }

  @Test
  void aLongListHasAnEnd() {
    List<Peer> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 600; i++) {
        clients.add(proxy.client());
      }
      Await.until("all are there", () -> admin.body("/connections").startsWith("{\"active\":600,"));
      String list = admin.body("/connections");
      assertEquals(500, list.split("\"id\":", -1).length - 1);
      assertTrue(list.contains("\"id\":600,"), "the latest is there");
    } finally {
      clients.forEach(Peer::close);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attacker.example",
        "attacker.example:1088",
        "localhost.attacker.example",
        "1.2.3"
      })
  void aNameOfSomebodyElseIsNotServed(String rebound) {
    isAnswered(421, admin.answer("GET /status", "Host: " + rebound));
    isAnswered(421, admin.answer("DELETE /connections/1", "Host: " + rebound));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost:1088", "LOCALHOST", "[::1]:1088", "a.localhost"})
  void aNameThatNobodyElseCanHaveIs(String ours) {
    isAnswered(200, admin.answer("GET /status", "Host: " + ours));
  }

  @Test
  void aRequestHasOneHost() {
    isAnswered(400, admin.answer("GET /status"));
    isAnswered(400, admin.answer("GET /status", "Host: localhost", "Host: attacker.example"));
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE /connections/1, Origin: http://attacker.example",
    "DELETE /connections/1, Origin: null",
    "DELETE /connections/1, Origin: http://127.0.0.1:1",
    "DELETE /connections/1, Sec-Fetch-Site: cross-site",
    "DELETE /connections/1, Sec-Fetch-Site: same-site",
    "GET /status, Origin: https://attacker.example",
    "GET /status, Sec-Fetch-Site: cross-site",
    "GET /page.js, Sec-Fetch-Site: same-site",
  })
  void anotherSiteMayNotAsk(String request, String field) {
    try (var tunnel = TunnelPeers.open(proxy, origin)) {
      isAnswered(403, admin.answer(request, host(), field));
      tunnel.client().sendsText("not closed");
      tunnel.server().receivesText("not closed");
    }
  }

  @Test
  void aLinkFromAnotherSiteLeadsToThePage() {
    isAnswered(
        200,
        admin.answer(
            "GET /",
            host(),
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Mode: navigate",
            "Sec-Fetch-Dest: document"));
    isAnswered(
        403,
        admin.answer(
            "GET /",
            host(),
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Mode: navigate",
            "Sec-Fetch-Dest: iframe"));
  }

  @Test
  void thePageItselfMayAsk() {
    String own = "Origin: http://" + admin.address();
    isAnswered(
        404, admin.answer("DELETE /connections/9", host(), own, "Sec-Fetch-Site: same-origin"));
  }

  @Test
  void withAPasswordOnlyWhoKnowsItSees() {
    try (var closed = AdminUnderTest.of(proxy, "s3cret")) {
      String host = "Host: box.example";
      String answer = closed.answer("GET /status", host);
      isAnswered(401, answer);
      assertTrue(answer.contains("WWW-Authenticate: Basic realm=\"heddle\""), answer);
      isAnswered(401, closed.answer("GET /metrics", host, "Authorization: Basic YTp3cm9uZw=="));
      isAnswered(401, closed.answer("GET /", host, "Authorization: Basic %%%"));
      isAnswered(401, closed.answer("DELETE /connections/1", host));
      isAnswered(200, closed.answer("GET /status", host, "Authorization: Basic YTpzM2NyZXQ="));
      isAnswered(200, closed.answer("GET /", host, "Authorization: basic OnMzY3JldA=="));
      isAnswered(200, closed.answer("GET /healthz", host));
      isAnswered(200, closed.answer("GET /readyz", host));
      isAnswered(200, closed.answer("GET /proxy.pac", host));
    }
  }

  @Test
  void thePageMayLoadNothingFromElsewhere() {
    String answer = admin.answer("GET /", host());
    isAnswered(200, answer);
    assertTrue(answer.contains("Content-Security-Policy: default-src 'none';"), answer);
    assertFalse(answer.contains("://"), "no address of another server");
    assertFalse(answer.contains("<script>") || answer.contains(" style="), "nothing inline");
  }

  @Test
  void knowsWhatItHas() {
    isAnswered(404, admin.answer("GET /nothing", host()));
    isAnswered(405, admin.answer("GET /connections/1", host()));
    isAnswered(404, admin.answer("DELETE /connections/x", host()));
    isAnswered(405, admin.answer("POST /status", host()));
    isAnswered(404, admin.answer("POST /reload", host()));
    isAnswered(400, admin.answer("GET /stat us", host()));
    String head = admin.answer("HEAD /healthz", host());
    assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n") && head.endsWith("\r\n\r\n"), head);
  }

  @Test
  void isNotReadyOnceItStops() throws InterruptedException {
    assertEquals("ready\n", admin.body("/readyz"));
    proxy.server().drain(java.time.Duration.ZERO);
    isAnswered(503, admin.answer("GET /readyz", host()));
    assertEquals("alive\n", admin.body("/healthz"));
  }

  @Test
  void browsersAreToldWhereTheProxyIs() {
    assertTrue(admin.body("/proxy.pac").contains("return \"PROXY " + proxy.address() + "\";"));
  }

  @Test
  void browsersAreToldHowToSpeakToTheProxy(@TempDir Path folder) {
    var inTls = TlsListenerSettings.of(SelfSignedCertificate.of(folder, "ip:127.0.0.1"));
    assertEquals("HTTPS ADDRESS", proxies(ProxyUnderTest.with().entrance(inTls)));
    assertEquals(
        "HTTPS ADDRESS",
        proxies(ProxyUnderTest.with().entrance(inTls).accepting(InboundProtocol.HTTP)));
    assertEquals("PROXY ADDRESS", proxies(ProxyUnderTest.with().accepting(InboundProtocol.HTTP)));
    assertEquals(
        "SOCKS5 ADDRESS; SOCKS ADDRESS",
        proxies(ProxyUnderTest.with().accepting(InboundProtocol.SOCKS)));
    assertEquals("PROXY localhost:PORT", proxies(ProxyUnderTest.with().listen("localhost:0")));
    assertEquals("PROXY 127.0.0.1:PORT", proxies(ProxyUnderTest.with().listen("0.0.0.0:0")));
  }

  /// The result of the script, in which the first listener is called ADDRESS.
  private static String proxies(ProxyUnderTest.Settings settings) {
    try (var other = settings.start();
        var door = AdminUnderTest.of(other)) {
      String script = door.body("/proxy.pac");
      String answer = script.replaceFirst("(?s).*return \"(.*)\";.*", "$1");
      return answer
          .replace(other.address().toString(), "ADDRESS")
          .replace(":" + other.address().port(), ":PORT");
    }
  }

  @Test
  void browsersAreNotToldOfWhatTheyCannotSpeakTo(@TempDir Path folder) {
    var inTls = TlsListenerSettings.of(SelfSignedCertificate.of(folder, "ip:127.0.0.1"));
    var balanced = new TransportSettings(ProxyProtocolMode.REQUIRED, Optional.empty());
    for (var settings :
        List.of(
            ProxyUnderTest.with().entrance(inTls).accepting(InboundProtocol.SOCKS),
            ProxyUnderTest.with().entrance(balanced))) {
      try (var other = settings.start();
          var door = AdminUnderTest.of(other)) {
        isAnswered(404, door.answer("GET /proxy.pac", "Host: localhost"));
      }
    }
  }

  @Test
  void silentVisitorsKeepNobodyOut() {
    List<Peer> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        silent.add(admin.visitor().sendsText(i % 2 == 0 ? "" : "GET / HT"));
      }
      assertEquals("alive\n", admin.body("/healthz"));
      assertEquals("ready\n", admin.body("/readyz"));
      assertTrue(admin.body("/status").startsWith("{"));
      silent.getFirst().receivesEndOrReset();
      // The last are still there.
      silent.getLast().receivesText("HTTP/1.1 408 ");
    } finally {
      silent.forEach(Peer::close);
    }
  }

  /// A service manager would restart a proxy that is only asked too much.
  @Test
  void healthIsToldWhenAllPlacesAreTaken() throws Exception {
    CountDownLatch begun = new CountDownLatch(64);
    CountDownLatch end = new CountDownLatch(1);
    List<Peer> waiting = new ArrayList<>();
    AdminHandler slow =
        request -> {
          if (request.path().equals("/slow")) {
            begun.countDown();
            awaitUninterrupted(end);
          }
          return AdminResponse.text(200, "yes");
        };
    try (AdminServer door = AdminServer.open(Endpoint.parse("127.0.0.1:0"), slow)) {
      for (int i = 0; i < 64; i++) {
        waiting.add(visitor(door, "/slow"));
      }
      begun.await();
      try (Peer health = visitor(door, "/healthz");
          Peer other = visitor(door, "/status")) {
        health.receivesText("HTTP/1.1 200 OK\r\n");
        other.receivesText("HTTP/1.1 503 Service Unavailable\r\n");
      }
      end.countDown();
      waiting.forEach(one -> one.receivesText("HTTP/1.1 200 OK\r\n"));
    } finally {
      end.countDown();
      waiting.forEach(Peer::close);
    }
  }

  private static Peer visitor(AdminServer door, String path) {
    return Peer.connect((Endpoint) door.address())
        .sendsText("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void handlersMayBlock() {
    AdminHandler handler =
        request -> AdminResponse.text(200, "may block: " + BlockingCheck.isAllowed());
    try (AdminServer door = AdminServer.open(Endpoint.parse("127.0.0.1:0"), handler);
        Peer visitor = visitor(door, "/")) {
      String answer = visitor.receivesRest();
      assertTrue(answer.endsWith("may block: true\n"), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatIsPromisedHoldsUntilTheVisitorLeavesAndHeTakesNobodysPlace() throws IOException {
    AtomicInteger ended = new AtomicInteger();
    List<Peer> staying = new ArrayList<>();
    try (AdminServer door =
        AdminServer.open(
            Endpoint.parse("127.0.0.1:0"),
            _ -> AdminResponse.text(200, "yes").withLease(ended::incrementAndGet))) {
      for (int i = 0; i < 100; i++) {
        Peer visitor = Peer.connect((Endpoint) door.address());
        staying.add(visitor.sendsText("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
        String head = visitor.receivesHead();
        assertTrue(head.contains("Connection: keep-alive\r\n"), head);
        visitor.receivesText("yes\n");
      }
      assertEquals(0, ended.get());
      staying.removeFirst().close();
      Await.until("one has ended", () -> ended.get() == 1);
      staying.removeFirst().sendsText("more than was asked").receivesEndOrReset();
      staying.removeFirst().resets();
      Await.until("three have ended", () -> ended.get() == 3);
    } finally {
      staying.forEach(Peer::close);
    }
    Await.until("all have ended", () -> ended.get() == 100);
  }

  @Test
  void aHeadWithoutEndIsNotRead() {
    try (Peer visitor = admin.visitor()) {
      visitor.sendsText("GET / HTTP/1.1\r\nA: " + "a".repeat(20_000) + "\r\n");
      visitor.receivesText("HTTP/1.1 400 ");
    }
  }
}
