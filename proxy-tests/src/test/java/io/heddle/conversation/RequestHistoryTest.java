package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.heddle.support.AdminUnderTest;
import io.heddle.support.Await;
import io.heddle.support.HttpText;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TestOutbounds;
import io.heddle.support.TunnelPeers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The last requests with their timelines, as `/requests`, `/har` and `/events` tell of them.
@Tag("conversation")
class RequestHistoryTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @AutoClose private final Origin origin = Origin.start();
  @AutoClose private final ProxyUnderTest proxy = ProxyUnderTest.start();
  @AutoClose private final AdminUnderTest admin = AdminUnderTest.of(proxy);

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode requests(AdminUnderTest door, String query) {
    return parsed(door.body("/requests" + query)).path("requests");
  }

  /// The latest request, once there are so many.
  private static JsonNode latest(AdminUnderTest door, int count) {
    Await.until(count + " requests have ended", () -> requests(door, "").size() >= count);
    return requests(door, "").get(0);
  }

  private static List<String> steps(JsonNode request) {
    return StreamSupport.stream(request.path("timeline").spliterator(), false)
        .map(step -> step.path("step").asText())
        .toList();
  }

  private void get(String target, String fields) {
    try (Peer client = proxy.client()) {
      client.sendsText(
          HttpText.message(
              "GET http://%s%s HTTP/1.1\nHost: a\n%s\n", origin.address(), target, fields));
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        client.receivesHead();
        client.receivesText("ok");
      }
    }
  }

  @Test
  void aTunnelHasItsTimesItsBytesAndWhoEndedIt() {
    try (var tunnel = TunnelPeers.open(proxy, origin)) {
      tunnel.client().sendsText("12345");
      tunnel.server().receivesText("12345").sendsText("123");
      tunnel.client().receivesText("123");
      assertEquals(0, requests(admin, "").size(), "it has not ended");
      JsonNode live = parsed(admin.body("/connections")).path("connections").get(0);
      assertEquals(List.of("connect", "first-byte"), steps(live));
      tunnel.client().ends();
      tunnel.server().receivesEnd().ends();
    }
    JsonNode request = latest(admin, 1);
    assertEquals(List.of("connect", "first-byte", "end"), steps(request));
    assertEquals("CONNECT", request.path("method").asText());
    assertEquals("socks5", request.path("protocol").asText());
    assertEquals(origin.address().toString(), request.path("target").asText());
    assertEquals("default", request.path("rule").asText());
    assertEquals("direct", request.path("outbound").asText());
    assertEquals("closed", request.path("outcome").asText());
    assertEquals("client", request.path("ended-by").asText());
    assertEquals(5, request.path("upload").asInt());
    assertEquals(3, request.path("download").asInt());
    double last = 0;
    for (JsonNode step : request.path("timeline")) {
      assertTrue(step.path("start").asDouble() >= last, request::toString);
      last = step.path("start").asDouble();
    }
  }

  @Test
  void theServerIsSaidToHaveEndedWhatItEnds() {
    try (var tunnel = TunnelPeers.open(proxy, origin)) {
      tunnel.server().ends();
      tunnel.client().receivesEnd().ends();
      tunnel.server().receivesEnd();
    }
    JsonNode request = latest(admin, 1);
    assertEquals("server", request.path("ended-by").asText());
    assertEquals(List.of("connect", "end"), steps(request));
  }

  @Test
  void aConnectionThatSomebodyClosesIsEndedByHim() {
    try (var tunnel = TunnelPeers.open(proxy, origin)) {
      assertTrue(
          admin
              .answer("DELETE /connections/1", "Host: " + admin.address())
              .startsWith("HTTP/1.1 200"));
      tunnel.client().receivesReset();
      assertEquals("admin", latest(admin, 1).path("ended-by").asText());
      assertEquals("closed-by-admin", latest(admin, 1).path("outcome").asText());
    }
  }

  @Test
  void aForwardedRequestHasNeitherQueryNorCredentialsNorPayload() {
    get("/path?token=s3cret", "Authorization: Basic czNjcmV0\nCookie: s3cret\n");
    JsonNode request = latest(admin, 1);
    assertEquals("GET", request.path("method").asText());
    assertEquals("/path", request.path("path").asText());
    assertEquals(200, request.path("status").asInt());
    assertEquals("server", request.path("ended-by").asText());
    assertEquals(List.of("connect", "first-byte", "end"), steps(request));
    for (String page : List.of("/requests", "/har", "/status")) {
      String text = admin.body(page);
      assertFalse(text.contains("token") || text.contains("s3cret"), text);
      assertFalse(text.contains("czNjcmV0") || text.contains("ok\""), text);
    }
  }

  @Test
  void longTextsAreCut() {
    get("/" + "a".repeat(20_000), "");
    // The ellipsis is three bytes long.
    assertEquals(303, latest(admin, 1).path("path").asText().length());
  }

  @Test
  void eachHopHasItsSteps() {
    try (var next = Origin.start();
        var through = ProxyUnderTest.with().through(TestOutbounds.http(next.address())).start();
        var door = AdminUnderTest.of(through)) {
      try (var client = through.client()) {
        client.sendsText("CONNECT host.example:80 HTTP/1.1\r\n\r\n");
        try (Peer hop = next.accept()) {
          hop.receivesHead();
          hop.sendsText("HTTP/1.1 403 Forbidden\r\n\r\n");
        }
        client.receivesHead();
      }
      JsonNode request = latest(door, 1);
      assertEquals(List.of("connect", "handshake", "end"), steps(request));
      JsonNode handshake = request.path("timeline").get(1);
      assertEquals("upstream up (" + next.address() + ")", handshake.path("peer").asText());
      assertEquals("failed", handshake.path("state").asText());
      assertEquals("refused", request.path("outcome").asText());
      assertEquals("proxy", request.path("ended-by").asText());
      assertTrue(request.path("error").asText().contains("403"), request::toString);
    }
  }

  @Test
  void onlyNewerRequestsAreToldToWhoKnowsTheOthers() {
    for (int i = 0; i < 3; i++) {
      get("/" + i, "");
    }
    Await.until("all have ended", () -> requests(admin, "").size() == 3);
    List<Long> ids = new ArrayList<>();
    requests(admin, "").forEach(request -> ids.add(request.path("id").asLong()));
    assertEquals(List.of(3L, 2L, 1L), ids);
    assertEquals(1, requests(admin, "?since=2").size());
    assertEquals(0, requests(admin, "?since=3").size());
    assertEquals(3, requests(admin, "?since=99").size(), "the ids of a proxy before this one");
    assertTrue(
        admin.answer("GET /requests?since=x", "Host: localhost").startsWith("HTTP/1.1 400 "));
  }

  @Test
  void nothingIsKeptWithoutAnAdminListener() {
    assertFalse(ProxyUnderTest.start().server().connections().observers().history().isPresent());
  }

  @Test
  void theArchiveIsValid() throws IOException {
    get("/path?token=1", "");
    aTunnelIsOpenedAndClosed();
    try (Peer client = proxy.client()) {
      client.sendsText("GET http://nowhere.invalid/a HTTP/1.1\r\nHost: a\r\n\r\n");
      client.receivesText("HTTP/1.1 502");
    }
    try (Peer client = proxy.client()) {
      client.sendsText("nonsense\r\n\r\n").receivesRest();
    }
    Await.until("all have ended", () -> requests(admin, "").size() == 4);
    String archive = admin.body("/har");
    try (var schema = getClass().getResourceAsStream("/har/har-1.2.schema.json")) {
      assertEquals(
          List.of(),
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8))
              .validate(archive, InputFormat.JSON));
    }
    JsonNode log = parsed(archive).path("log");
    assertEquals("heddle", log.path("creator").path("name").asText());
    assertEquals("1.0", log.path("creator").path("version").asText());
    assertEquals(502, log.path("entries").get(2).at("/response/status").asInt(), archive);
    assertEquals(0, log.path("entries").get(0).at("/response/content/size").asInt(), archive);
    String whole = log.path("entries").get(0).at("/response/comment").asText();
    assertTrue(whole.endsWith(" bytes, with the head"), archive);
    List<String> requests = new ArrayList<>();
    for (JsonNode entry : log.path("entries")) {
      requests.add(entry.at("/request/method").asText() + " " + entry.at("/request/url").asText());
      double sum = 0;
      for (String phase : List.of("blocked", "dns", "connect", "send", "wait", "receive")) {
        sum += Math.max(0, entry.path("timings").path(phase).asDouble());
      }
      assertEquals(entry.path("time").asDouble(), sum, 0.01, entry::toString);
    }
    assertEquals(
        List.of(
            "GET http://" + origin.address() + "/path",
            "CONNECT tcp://" + origin.address(),
            "GET http://nowhere.invalid:80/a"),
        requests);
  }

  private void aTunnelIsOpenedAndClosed() {
    try (var tunnel = TunnelPeers.open(proxy, origin)) {
      tunnel.client().ends();
      tunnel.server().receivesEnd().ends();
    }
    latest(admin, 2);
  }

  @Test
  void eventsTellOfTheStatusAndOfEachRequestOnce() {
    get("/first", "");
    latest(admin, 1);
    try (Peer page = events("")) {
      String head = page.receivesHead();
      assertTrue(head.contains("Content-Type: text/event-stream\r\n"), head);
      assertFalse(head.contains("Content-Length"), head);
      page.receivesText("event: requests\nid: 1\ndata: {\"requests\":[{\"id\":1,");
      get("/second", "");
      latest(admin, 2);
      String seen = page.receivesUntil("event: requests\nid: 2\n");
      assertTrue(seen.contains("event: status\ndata: {\"version\":\"1.0\","), seen);
      assertFalse(seen.contains("event: requests"), seen);
    }
    try (Peer page = events("Last-Event-ID: 1\n")) {
      page.receivesHead();
      page.receivesText("event: requests\nid: 2\ndata: {\"requests\":[{\"id\":2,");
    }
  }

  private Peer events(String fields) {
    return admin
        .visitor()
        .sendsText(
            HttpText.message("GET /events HTTP/1.1\nHost: %s\n%s\n", admin.address(), fields));
  }

  @Test
  void eventsHaveALimitedNumberOfReaders() {
    List<Peer> pages = new ArrayList<>();
    try {
      for (int i = 0; i < 16; i++) {
        Peer page = events("");
        pages.add(page);
        page.receivesText("HTTP/1.1 200 OK\r\n");
      }
      try (Peer late = events("")) {
        late.receivesText("HTTP/1.1 503 ");
      }
      pages.removeFirst().close();
      Await.until(
          "a place is free",
          () -> {
            try (Peer next = events("")) {
              return next.receivesHead().startsWith("HTTP/1.1 200 ");
            }
          });
    } finally {
      pages.forEach(Peer::close);
    }
  }

  @Test
  void theLogIsFollowedWhateverItIsConfiguredToWrite() {
    try (Peer reader =
        admin.visitor().sendsText("GET /log HTTP/1.1\r\nHost: " + admin.address() + "\r\n\r\n")) {
      reader.receivesHead();
      get("/a?token=s3cret", "");
      String line = reader.receivesUntil("\n");
      assertTrue(line.contains(" - http GET http://" + origin.address() + "/a rule=default"), line);
      assertFalse(line.contains("s3cret"), line);
    }
    Await.until(
        "nothing is written for it any more",
        () -> {
          get("/b", "");
          return proxy.server().connections().observers().listenerCount() == 2;
        });
  }

  @Test
  void pagesOfOthersGetNoEvents() {
    assertTrue(
        admin
            .answer("GET /events", "Host: " + admin.address(), "Origin: http://evil.example")
            .startsWith("HTTP/1.1 403 "));
    assertTrue(admin.answer("GET /events", "Host: evil.example").startsWith("HTTP/1.1 421 "));
  }

  @Test
  void anOutboundIsTestedByATunnelThroughIt() {
    String host = "Host: " + admin.address();
    String path = "POST /outbound-tests/direct?target=";
    String reached = admin.answer(path + origin.address(), host);
    assertTrue(reached.contains("\"reached\":true,\"error\":\"\""), reached);
    assertTrue(reached.contains("{\"step\":\"connect\",\"peer\":\"" + origin.address()), reached);
    String closed = admin.answer(path + Origin.closedPort(), host);
    assertTrue(closed.contains("\"reached\":false"), closed);
    assertTrue(closed.contains("refused the connection"), closed);
    assertTrue(admin.answer("POST /outbound-tests/none", host).startsWith("HTTP/1.1 404 "));
    assertTrue(
        admin
            .answer(path + origin.address(), host, "Sec-Fetch-Site: cross-site")
            .startsWith("HTTP/1.1 403 "));
    String read = admin.answer("GET /outbound-tests/direct", host);
    assertTrue(read.startsWith("HTTP/1.1 405 ") && read.contains("\r\nAllow: POST\r\n"), read);
    assertTrue(admin.answer("POST /outbound-tests/direct?target=%zz", host).contains(" 400 "));
  }
}
