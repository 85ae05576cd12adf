package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.http2.frame.EndHeaders;
import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.HeaderList;
import io.heddle.http2.frame.Setting;
import io.heddle.support.Http2Peer;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TlsListenerSettings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients that speak HTTP/2 to a listener.
@Tag("conversation")
class Http2ListenerTest {
  @TempDir private static Path folder;
  private static SelfSignedCertificate us;

  private final Origin origin = Origin.start();
  private final String connect = ":method CONNECT, :authority " + origin.address();

  @BeforeAll
  static void makeCertificate() {
    us = SelfSignedCertificate.of(folder, "dns:localhost");
  }

  @AfterEach
  void close() {
    origin.close();
  }

  @Test
  void tunnelsShareAConnection() {
    try (var proxy = start();
        var client = client(proxy)) {
      client.sendsHeaders(1, connect, EndStream.NO).sendsData(1, "early", EndStream.NO);
      try (var one = origin.accept()) {
        one.receivesText("early").sendsText("hello");
        assertEquals("200", client.receivesStatus(1));
        client.receivesData(1, "hello").sendsHeaders(3, connect, EndStream.NO);
        try (var two = origin.accept()) {
          assertEquals("200", client.receivesStatus(3));
          two.sendsText("other");
          client.receivesData(3, "other").sendsData(3, "end", EndStream.YES);
          two.receivesText("end").receivesEnd().sendsText("tail").ends();
          client.receivesData(3, "tail").receivesEnd(3);
        }
        one.sendsText("on");
        client.receivesData(1, "on");
      }
    }
  }

  @Test
  void aResetIsAResetEachWay() {
    try (var proxy = start();
        var client = client(proxy)) {
      client.sendsHeaders(1, connect, EndStream.NO);
      var broken = origin.accept();
      assertEquals("200", client.receivesStatus(1));
      broken.resets();
      client.receivesReset(1, ErrorCode.CONNECT_ERROR).sendsHeaders(3, connect, EndStream.NO);
      try (var server = origin.accept()) {
        assertEquals("200", client.receivesStatus(3));
        client.resets(3, ErrorCode.CANCEL);
        server.receivesReset();
      }
    }
  }

  @Test
  void plainRequestsAreForwarded() {
    try (var proxy = start();
        var client = client(proxy)) {
      client.sendsHeaders(
          1,
          ":method GET, :scheme http, :authority " + origin.address() + ", :path /a",
          EndStream.YES);
      try (var server = origin.accept()) {
        String head = server.receivesHead();
        assertTrue(head.startsWith("GET /a HTTP/1.1\r\nHost: " + origin.address() + "\r\n"), head);
        server.sendsText("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n");
        assertEquals("103", client.receivesStatus(1));
        server.sendsText("HTTP/1.1 200 OK\r\nX-A: b\r\nTransfer-Encoding: chunked\r\n\r\n");
        HeaderList response = client.receivesResponse(1);
        assertEquals("[:status 200, x-a b]", lines(response));
        server.sendsText("5\r\nhello\r\n");
        client.receivesData(1, "hello");
        server.sendsText("0\r\nSum: 5\r\n\r\n");
        assertEquals("[sum 5]", lines(client.receivesResponse(1)));
      }
    }
  }

  @Test
  void aResetEndsARequestThatWaits() {
    try (var proxy = start();
        var client = client(proxy)) {
      client.sendsHeaders(
          1,
          ":method GET, :scheme http, :authority " + origin.address() + ", :path /a",
          EndStream.YES);
      try (var server = origin.accept()) {
        server.receivesHead();
        client.resets(1, ErrorCode.CANCEL);
        server.receivesEndOrReset();
      }
    }
  }

  @Test
  void aRequestThatHasEndedIsNoClientThatHas() {
    try (var proxy =
            ProxyUnderTest.with()
                .entrance(TlsListenerSettings.of(us))
                .idle(Duration.ofSeconds(2))
                .halfClosed(Duration.ofMillis(1))
                .start();
        var client = client(proxy)) {
      client.sendsHeaders(
          1,
          ":method GET, :scheme http, :authority " + origin.address() + ", :path /a",
          EndStream.YES);
      try (var server = origin.accept()) {
        server.receivesHead();
        String response = lines(client.receivesResponse(1));
        assertTrue(response.contains("sent no response for 2 s"), response);
      }
    }
  }

  @Test
  void bodiesOfAnyLengthAreForwarded() {
    String target = ", :scheme http, :path /, :authority " + origin.address();
    try (var proxy = start();
        var client = client(proxy)) {
      client.sendsHeaders(1, ":method PUT" + target + ", content-length 5", EndStream.NO);
      client.sendsData(1, "hello", EndStream.YES);
      try (var server = origin.accept()) {
        assertTrue(server.receivesHead().contains("\r\nContent-Length: 5\r\n"));
        server.receivesText("hello");
        // Whether a connection that is kept comes back before the next request is not certain.
        server.sendsText("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        assertEquals("204", client.receivesStatus(1));
      }
      client
          .sendsHeaders(3, ":method POST" + target, EndStream.NO)
          .sendsData(3, "abc", EndStream.NO);
      try (var server = origin.accept()) {
        assertTrue(server.receivesHead().contains("\r\nTransfer-Encoding: chunked\r\n"));
        server.receivesText("3\r\nabc\r\n");
        client.sendsHeaders(3, "sum 3", EndStream.YES);
        server.receivesText("0\r\nsum: 3\r\n\r\n");
        server.sendsText("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        assertEquals("200", client.receivesStatus(3));
        client.receivesData(3, "ok").receivesEnd(3);
      }
    }
  }

  @Test
  void refusalsAreThoseOfHttp1() {
    try (var proxy = start();
        var client = client(proxy)) {
      client.sendsHeaders(1, ":method CONNECT, :authority " + Origin.closedPort(), EndStream.NO);
      HeaderList refusal = client.receivesResponse(1);
      assertEquals("502", refusal.first(":status").orElseThrow());
      String why = refusal.first("proxy-status").orElseThrow();
      assertTrue(why.startsWith("heddle; error=connection_refused; details="), why);
      int length = Integer.parseInt(refusal.first("content-length").orElseThrow());
      client.receivesData(1, length);
      client.receivesEnd(1);
      client.sendsHeaders(3, ":method CONNECT, :authority a:65536", EndStream.NO);
      assertEquals("400", client.receivesStatus(3));
    }
  }

  @Test
  void usersProveThatTheyAre() {
    try (var proxy =
            ProxyUnderTest.with().entrance(TlsListenerSettings.of(us)).user("alice", "pw").start();
        var client = client(proxy)) {
      client.sendsHeaders(1, connect, EndStream.YES);
      HeaderList refusal = client.receivesResponse(1);
      assertEquals("407", refusal.first(":status").orElseThrow());
      assertEquals("Basic realm=\"proxy\"", refusal.first("proxy-authenticate").orElseThrow());
      int length = Integer.parseInt(refusal.first("content-length").orElseThrow());
      client.receivesData(1, length);
      client.receivesEnd(1);
      client.sendsHeaders(3, connect + ", proxy-authorization Basic YWxpY2U6cHc=", EndStream.NO);
      origin.accept().close();
      assertEquals("200", client.receivesStatus(3));
    }
  }

  @Test
  void headsHaveALimit() {
    try (var proxy =
            ProxyUnderTest.with().entrance(TlsListenerSettings.of(us)).headLimit(1000).start();
        var client = client(proxy)) {
      client.sendsHeaders(1, connect + ", x " + "y".repeat(1000), EndStream.YES);
      assertEquals("431", client.receivesStatus(1));
      client.skipsData(1).sendsHeaders(3, connect + ", x " + "y".repeat(2000), EndStream.NO);
      client.receivesReset(3, ErrorCode.ENHANCE_YOUR_CALM);
    }
  }

  @Test
  void malformedRequestsEndTheirStreamAlone() {
    try (var proxy = start();
        var client = client(proxy)) {
      client.sendsHeaders(1, ":method GET, :path /", EndStream.YES);
      client.receivesReset(1, ErrorCode.PROTOCOL_ERROR);
      client.sendsHeaders(3, connect, EndStream.NO);
      origin.accept().close();
      assertEquals("200", client.receivesStatus(3));
    }
  }

  /// RFC 9113 §8.1.1.
  @Test
  void aRequestThatIsNoContentLengthLongIsCut() {
    try (var proxy = start();
        var client = client(proxy)) {
      for (int stream : new int[] {1, 3}) {
        String head = ":method PUT, :scheme http, :path /, :authority " + origin.address();
        client.sendsHeaders(stream, head + ", content-length 5", EndStream.NO);
        try (var server = origin.accept()) {
          server.receivesHead();
          client.sendsData(stream, "four", EndStream.NO);
          server.receivesText("four");
          client.sendsData(stream, stream == 1 ? "" : "more", EndStream.YES);
          client.receivesReset(stream, ErrorCode.PROTOCOL_ERROR);
          server.receivesEndOrReset();
        }
      }
    }
  }

  @Test
  void aClientThatResetsAllItOpensIsCutOff() {
    try (var proxy = start();
        var client = client(proxy)) {
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int i = 1; i < 4000; i += 2) {
                    client.sendsHeaders(i, ":method CONNECT, :authority 192.0.2.1:1", EndStream.NO);
                    client.resets(i, ErrorCode.CANCEL);
                  }
                } catch (RuntimeException e) {
                  // Cut off.
                }
              });
      assertCalmed(client);
      sender.interrupt();
    }
  }

  @Test
  void floodsAreCutOff() {
    assertFloodIsCutOff(new Frame.Ping(1));
    assertFloodIsCutOff(new Frame.Settings(List.of()));
    assertFloodIsCutOff(new Frame.Ignored(2, 0, 1, ByteBuffer.allocate(5)));
    assertFloodIsCutOff(new Frame.Ignored(99, 0, 0, ByteBuffer.allocate(0)));
  }

  @Test
  void aHeaderSectionWithoutEndIsCutOff() {
    try (var proxy = start();
        var client = client(proxy)) {
      client.sends(new Frame.Headers(1, ByteBuffer.allocate(0), EndHeaders.NO, EndStream.NO));
      floods(client, new Frame.Continuation(1, ByteBuffer.allocate(0), EndHeaders.NO));
      assertCalmed(client);
    }
  }

  @Test
  void emptyFramesAreCutOff() {
    try (var proxy = start();
        var client = client(proxy)) {
      client.sendsHeaders(1, connect, EndStream.NO);
      origin.accept();
      assertEquals("200", client.receivesStatus(1));
      floods(client, new Frame.Data(1, ByteBuffer.allocate(0), 0, EndStream.NO));
      assertCalmed(client);
    }
  }

  @Test
  void whatIsNoHttp2IsToldSo() {
    try (var proxy = start();
        var client = secured(proxy)) {
      client.sendsText("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertTrue(client.receivesRest().contains("no preface of HTTP/2"));
    }
  }

  @Test
  void windowsMayNotGrowForEver() {
    try (var proxy = start();
        var client = client(proxy)) {
      client.sends(new Frame.WindowUpdate(0, Integer.MAX_VALUE));
      client.receivesGoAway(ErrorCode.FLOW_CONTROL_ERROR);
    }
  }

  @Test
  void aDrainedServerSaysSoAndLetsStreamsEnd() throws Exception {
    try (var proxy = start();
        var client = client(proxy)) {
      client.sendsHeaders(1, connect, EndStream.NO);
      try (var server = origin.accept()) {
        assertEquals("200", client.receivesStatus(1));
        Thread drain =
            Thread.ofVirtual()
                .start(() -> {
                  try {
                    proxy.server().drain(Duration.ofSeconds(20));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
        client.receivesGoAway(ErrorCode.NO_ERROR);
        server.sendsText("still").ends();
        client.receivesData(1, "still").receivesEnd(1).sendsData(1, "", EndStream.YES);
        server.receivesEnd();
        drain.join();
        client.receivesGoAway(ErrorCode.NO_ERROR);
      }
    }
  }

  private void assertFloodIsCutOff(Frame frame) {
    try (var proxy = start();
        var client = client(proxy)) {
      floods(client, frame);
      assertCalmed(client);
    }
  }

  private static void floods(Http2Peer client, Frame frame) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            for (int i = 0; i < 5000; i++) {
              client.sends(frame);
            }
          } catch (RuntimeException e) {
            // Cut off.
          }
        });
  }

  private static void assertCalmed(Http2Peer client) {
    assertEquals(ErrorCode.ENHANCE_YOUR_CALM.code(), client.skipsToGoAway().code());
  }

  private static String lines(HeaderList list) {
    return list.headers().stream()
        .map(line -> line.name() + " " + line.value())
        .toList()
        .toString();
  }

  private ProxyUnderTest start() {
    return ProxyUnderTest.with().entrance(TlsListenerSettings.of(us)).start();
  }

  private static Peer secured(ProxyUnderTest proxy) {
    return Peer.connect(proxy.address()).shakesHands(us.context(us), "TLSv1.3", "h2");
  }

  private static Http2Peer client(ProxyUnderTest proxy) {
    return Http2Peer.client(secured(proxy), new Setting(Setting.INITIAL_WINDOW_SIZE, 1 << 20));
  }
}
