package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.Setting;
import io.heddle.outbound.Http2Connections.Fallback;
import io.heddle.support.Http2Peer;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TestOutbounds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Heddle as a client of a proxy that speaks HTTP/2: tunnels and requests as streams of shared
/// connections.
@Tag("conversation")
class Http2UpstreamTest {
  private static final String CONNECT = "CONNECT host.example:80 HTTP/1.1\r\n\r\n";
  private static final String ASKED =
      ":method CONNECT, :authority host.example:80, proxy-authorization Basic bWU6c2VjcmV0";

  @TempDir private static Path folder;
  private static SelfSignedCertificate certificate;

  private final Origin upstream = Origin.start();
  private final ProxyUnderTest proxy = start(Fallback.HTTP1, Duration.ofMinutes(1));

  @BeforeAll
  static void makeCertificate() {
    certificate = SelfSignedCertificate.of(folder, "ip:127.0.0.1");
  }

  @AfterEach
  void close() {
    proxy.close();
    upstream.close();
  }

  @Test
  void tunnelsAreStreamsOfOneConnection() {
    try (var one = connects();
        var hop = accept()) {
      hop.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
      one.receivesText("HTTP/1.1 200");
      one.receivesHead();
      try (var other = connects()) {
        hop.receivesHeaders(3, ASKED, EndStream.NO).answers(3, 200);
        other.receivesHead();
        one.sendsText("a");
        hop.receivesData(1, "a").sendsData(1, "A", EndStream.NO);
        one.receivesText("A");
        other.sendsText("b");
        hop.receivesData(3, "b").sendsData(3, "B", EndStream.NO);
        other.receivesText("B");
      }
    }
  }

  @Test
  void theEndOfAStreamIsAnEndEachWay() {
    try (var client = connects();
        var hop = accept()) {
      hop.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
      client.receivesHead();
      client.sendsText("request").ends();
      hop.receivesData(1, "request").receivesEnd(1).sendsData(1, "response", EndStream.YES);
      client.receivesText("response").receivesEnd();
    }
  }

  @Test
  void aResetIsAResetEachWay() {
    try (var client = connects();
        var hop = accept()) {
      hop.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
      client.receivesHead();
      hop.resets(1, ErrorCode.CONNECT_ERROR);
      client.receivesReset();
      Peer other = connects();
      hop.receivesHeaders(3, ASKED, EndStream.NO).answers(3, 200);
      other.receivesHead();
      other.resets();
      hop.receivesReset(3, ErrorCode.CANCEL);
    }
  }

  @Test
  void nothingIsLostWhenTheProxyWantsNoMoreOfAStream() {
    String much = "x".repeat(16_000);
    try (var client = connects();
        var hop = accept()) {
      hop.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
      hop.sendsData(1, much, EndStream.NO).sendsData(1, much, EndStream.YES);
      hop.resets(1, ErrorCode.NO_ERROR);
      client.receivesHead();
      client.receivesText(much + much).receivesEnd();
    }
  }

  @Test
  void aRefusalIsToldAndHarmsNoOther() {
    try (var good = connects();
        var hop = accept()) {
      hop.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
      good.receivesHead();
      try (var refused = connects()) {
        hop.receivesHeaders(3, ASKED, EndStream.NO)
            .sendsHeaders(
                3,
                ":status 502, proxy-status squid; error=connection_refused; details=\"no\"",
                EndStream.NO)
            .sendsData(3, "sorry", EndStream.YES);
        String head = refused.receivesHead();
        assertTrue(head.startsWith("HTTP/1.1 502 "), head);
        assertTrue(head.contains("error=connection_refused"), head);
        assertTrue(head.contains("no connection to host.example:80, no"), head);
        hop.receivesReset(3, ErrorCode.CANCEL);
      }
      good.sendsText("on");
      hop.receivesData(1, "on").sendsData(1, "on", EndStream.NO);
      good.receivesText("on");
    }
  }

  @Test
  void credentialsThatTheProxyAsksForAreSentOnAnotherStream() {
    var through =
        TestOutbounds.http2(
            upstream.address(),
            certificate,
            Fallback.NONE,
            Duration.ofMinutes(1),
            TestOutbounds.ntlmOrBasic("me", "secret"));
    try (var asked = ProxyUnderTest.with().through(through).start();
        var client = asked.client()) {
      client.sendsText(CONNECT);
      try (var hop = accept()) {
        hop.receivesHeaders(1, ":method CONNECT, :authority host.example:80", EndStream.NO)
            .sendsHeaders(1, ":status 407, proxy-authenticate Basic realm=x", EndStream.NO)
            .sendsData(1, "sorry", EndStream.YES)
            .receivesReset(1, ErrorCode.CANCEL)
            .receivesHeaders(3, ASKED, EndStream.NO)
            .answers(3, 200);
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 200 "));
      }
    }
  }

  @Test
  void wrongCredentialsAreNotTriedAgain() {
    try (var client = connects();
        var hop = accept()) {
      hop.receivesHeaders(1, ASKED, EndStream.NO).sendsHeaders(1, ":status 407", EndStream.YES);
      String head = client.receivesHead();
      assertTrue(head.contains("does not accept the configured user name and password"), head);
      hop.receivesReset(1, ErrorCode.CANCEL);
      upstream.hasNoConnection();
    }
  }

  @Test
  void anySuccessAfterInterimResponsesIsATunnel() {
    try (var client = connects();
        var hop = accept()) {
      hop.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 103).answers(1, 299);
      hop.sendsData(1, "220 hello", EndStream.NO);
      assertTrue(client.receivesHead().startsWith("HTTP/1.1 200 "));
      client.receivesText("220 hello");
    }
  }

  @Test
  void aSecondConnectionIsOpenedWhenTheFirstIsFull() {
    try (var one = connects();
        var first = accept(new Setting(Setting.MAX_CONCURRENT_STREAMS, 1))) {
      first.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
      one.receivesHead();
      try (var two = connects();
          var second = accept()) {
        second.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
        two.receivesHead();
        one.ends();
        first.receivesEnd(1).sendsData(1, "", EndStream.YES);
        one.receivesEnd();
        Peer three = connects();
        first.receivesHeaders(3, ASKED, EndStream.NO).answers(3, 200);
        three.receivesHead();
      }
    }
  }

  @Test
  void aProxyThatAllowsNoStreamsFails() {
    try (var client = connects();
        var hop = accept(new Setting(Setting.MAX_CONCURRENT_STREAMS, 0))) {
      assertTrue(client.receivesHead().contains("it allows no streams of HTTP/2"));
      hop.receivesGoAway(ErrorCode.NO_ERROR);
    }
  }

  @Test
  void manyAtOnceShareTheConnectionThatTheFirstOpens() {
    List<Peer> clients = IntStream.range(0, 20).mapToObj(_ -> connects()).toList();
    try (var hop = accept()) {
      for (Peer _ : clients) {
        hop.answers(hop.receivesRequest(), 200);
      }
      clients.forEach(client -> client.receivesHead());
      upstream.hasNoConnection();
    }
  }

  @Test
  void whatWasNotLookedAtIsAskedAgainElsewhere() {
    try (var client = connects();
        var first = accept()) {
      first.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
      client.receivesHead();
      try (var late = connects()) {
        first.receivesHeaders(3, ASKED, EndStream.NO).goesAway(1);
        try (var second = accept()) {
          second.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
          late.receivesHead();
          client.sendsText("still here").ends();
          first.receivesData(1, "still here").receivesEnd(1).sendsData(1, "yes", EndStream.YES);
          client.receivesText("yes").receivesEnd();
          first.receivesGoAway(ErrorCode.NO_ERROR);
        }
      }
    }
  }

  @Test
  void aStreamThatIsRefusedIsAskedForAgainOnAnotherConnection() {
    try (var one = connects();
        var hop = accept()) {
      hop.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
      one.receivesHead();
      try (var two = connects()) {
        hop.receivesHeaders(3, ASKED, EndStream.NO).resets(3, ErrorCode.REFUSED_STREAM);
        try (var other = accept()) {
          other.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
          two.receivesHead();
          one.sendsText("goes on");
          hop.receivesData(1, "goes on");
        }
      }
    }
  }

  @Test
  void aStreamThatIsRefusedAgainAndAgainIsRefused() {
    try (var client = connects()) {
      for (int attempt = 1; attempt <= 3; attempt++) {
        try (var hop = accept()) {
          hop.receivesHeaders(1, ASKED, EndStream.NO).resets(1, ErrorCode.REFUSED_STREAM);
          hop.receivesGoAway(ErrorCode.NO_ERROR);
        }
      }
      assertTrue(client.receivesHead().contains("it takes no requests: the stream was refused"));
    }
  }

  @Test
  void theLossOfAConnectionBreaksItsTunnelsAndNoOthers() {
    try (var one = connects();
        var hop = accept()) {
      hop.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
      one.receivesHead();
      Peer two = connects();
      hop.receivesHeaders(3, ASKED, EndStream.NO);
      hop.peer().resets();
      one.receivesReset();
      assertTrue(two.receivesHead().contains("it broke the connection"));
      try (var three = connects();
          var next = accept()) {
        next.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
        three.receivesHead();
      }
    }
  }

  @Test
  void aConnectionThatWasQuietIsAskedWhetherItLives() {
    try (var asking = start(Fallback.HTTP1, Duration.ZERO);
        var one = asking.client().sendsText(CONNECT);
        var hop = accept()) {
      hop.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
      one.receivesHead();
      var two = asking.client().sendsText(CONNECT);
      long opaque = assertInstanceOf(Frame.Ping.class, hop.nextOfStream()).opaque();
      hop.sends(new Frame.PingAck(opaque)).receivesHeaders(3, ASKED, EndStream.NO).answers(3, 200);
      two.receivesHead();
      var three = asking.client().sendsText(CONNECT);
      assertInstanceOf(Frame.Ping.class, hop.nextOfStream());
      try (var next = accept()) {
        next.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
        three.receivesHead();
        one.sendsText("on");
        hop.receivesData(1, "on");
      }
    }
  }

  @Test
  void whatIsSentFitsTheWindows() {
    try (var client = connects();
        var hop = accept(new Setting(Setting.INITIAL_WINDOW_SIZE, 4))) {
      hop.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
      client.receivesHead();
      client.sendsText("0123456789");
      hop.receivesData(1, "0123").sends(new Frame.WindowUpdate(1, 2)).receivesData(1, "45");
      hop.sends(new Frame.Settings(List.of(new Setting(Setting.INITIAL_WINDOW_SIZE, 7))));
      hop.receivesData(1, "678").sends(new Frame.WindowUpdate(1, 100)).receivesData(1, "9");
    }
  }

  @Test
  void aProxyThatChoosesHttp1HasItsWay() {
    String asked =
        CONNECT.replaceFirst(
            "\r\n", "\r\nHost: host.example:80\r\nProxy-Authorization: Basic bWU6c2VjcmV0\r\n");
    try (var client = connects();
        var hop = upstream.accept().inTlsFor("http/1.1", certificate.context(certificate))) {
      hop.receivesText(asked).sendsText("HTTP/1.1 200 OK\r\n\r\n");
      client.receivesHead();
      try (var other = connects();
          var second = upstream.accept().inTlsFor("http/1.1", certificate.context(certificate))) {
        second.receivesText(asked).sendsText("HTTP/1.1 200 OK\r\n\r\n");
        other.receivesHead();
        other.ends();
      }
      client.ends();
    }
  }

  @Test
  void aProxyWithoutHttp2IsRefusedWhereItIsRequired() {
    try (var strict = start(Fallback.NONE, Duration.ofMinutes(1));
        var client = strict.client().sendsText(CONNECT)) {
      var hop = upstream.accept().inTlsFor("http/1.1", certificate.context(certificate));
      Thread.ofVirtual().start(hop::receivesRest);
      String head = client.receivesHead();
      assertTrue(head.startsWith("HTTP/1.1 502 "), head);
      assertTrue(head.contains("it does not speak HTTP/2, and the configuration requires"), head);
    }
  }

  @Test
  void plainRequestsAreStreamsToo() {
    try (var client = proxy.client()) {
      client.sendsText("GET http://host.example/a?b HTTP/1.1\r\nHost: host.example\r\n\r\n");
      try (var hop = accept()) {
        hop.receivesHeaders(
                1,
                ":method GET, :scheme http, :authority host.example, :path /a?b,"
                    + " proxy-authorization Basic bWU6c2VjcmV0",
                EndStream.YES)
            .answers(1, 103)
            .sendsHeaders(1, ":status 200, a b", EndStream.NO)
            .sendsData(1, "hello", EndStream.NO)
            .sendsHeaders(1, "sum 5", EndStream.YES);
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 103 "));
        assertTrue(client.receivesHead().contains("\r\na: b\r\n"));
        client.receivesText("5\r\nhello\r\n0\r\nsum: 5\r\n\r\n");
        client.sendsText("POST http://host.example/ HTTP/1.1\r\nHost: host.example\r\n");
        client.sendsText("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        hop.receivesHeaders(
                3,
                ":method POST, :scheme http, :authority host.example, :path /,"
                    + " proxy-authorization Basic bWU6c2VjcmV0",
                EndStream.NO)
            .receivesData(3, "abc");
        client.sendsText("0\r\n\r\n");
        hop.receivesEnd(3).sendsHeaders(3, ":status 204", EndStream.YES);
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 204 "));
      }
    }
  }

  @Test
  void aPlainRequestThatWasNotLookedAtIsSentAgain() {
    try (var client = proxy.client()) {
      client.sendsText("POST http://host.example/ HTTP/1.1\r\nHost: host.example\r\n\r\n");
      try (var hop = accept()) {
        hop.resets(hop.receivesRequest(), ErrorCode.REFUSED_STREAM);
      }
      try (var hop = accept()) {
        hop.sendsHeaders(hop.receivesRequest(), ":status 200, content-length 0", EndStream.YES);
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 200 "));
      }
    }
  }

  /// RFC 9113 §8.1.1.
  @Test
  void aResponseShorterThanItsContentLengthIsCut() {
    try (var client = proxy.client()) {
      client.sendsText("GET http://host.example/ HTTP/1.1\r\nHost: host.example\r\n\r\n");
      try (var hop = accept()) {
        int stream = hop.receivesRequest();
        hop.sendsHeaders(stream, ":status 200, content-length 5", EndStream.NO);
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 200 "));
        hop.sendsData(stream, "four", EndStream.YES);
        hop.receivesReset(stream, ErrorCode.PROTOCOL_ERROR);
        client.receivesText("four").receivesEndOrReset();
      }
    }
  }

  @Test
  void aProxyThatBreaksTheRulesIsToldSo() {
    try (var client = connects();
        var hop = accept()) {
      hop.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
      client.receivesHead();
      hop.sendsData(7, "?", EndStream.NO).receivesGoAway(ErrorCode.PROTOCOL_ERROR);
      client.receivesReset();
    }
  }

  @Test
  void aSecondAnswerEndsTheStream() {
    try (var client = connects();
        var hop = accept()) {
      hop.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
      client.receivesHead();
      hop.answers(1, 200).receivesReset(1, ErrorCode.PROTOCOL_ERROR);
      client.receivesReset();
    }
  }

  @Test
  void aProxyThatSendsMoreThanItMayLosesThatStream() {
    try (var client = connects();
        var hop = accept()) {
      hop.receivesHeaders(1, ASKED, EndStream.NO);
      for (int sent = 0; sent <= 256 * 1024; sent += 16 * 1024) {
        hop.sendsData(1, "x".repeat(16 * 1024), EndStream.NO);
      }
      hop.receivesReset(1, ErrorCode.PROTOCOL_ERROR);
      assertTrue(client.receivesHead().startsWith("HTTP/1.1 502 "));
      try (var other = connects()) {
        hop.receivesHeaders(3, ASKED, EndStream.NO).answers(3, 200);
        other.receivesHead();
        other.hasLittleRoom();
        for (int sent = 0; sent <= 16 * 1024 * 1024; sent += 16 * 1024) {
          hop.sendsData(3, "x".repeat(16 * 1024), EndStream.NO);
        }
        hop.receivesReset(3, ErrorCode.FLOW_CONTROL_ERROR);
      }
    }
  }

  @Test
  void afterAReloadAConnectionTakesNoMoreAndEndsWithItsLastTunnel() {
    try (var client = connects();
        var hop = accept()) {
      hop.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
      client.receivesHead();
      proxy.reload(settings(Fallback.HTTP1, Duration.ofMinutes(1)));
      try (var other = connects();
          var newHop = accept()) {
        newHop.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
        other.receivesHead();
        client.sendsText("as it began").ends();
        hop.receivesData(1, "as it began").receivesEnd(1).sendsData(1, "too", EndStream.YES);
        client.receivesText("too").receivesEnd();
        hop.receivesGoAway(ErrorCode.NO_ERROR).peer().receivesEnd();
        other.sendsText("goes on");
        newHop.receivesData(1, "goes on");
      }
    }
  }

  @Test
  void afterAReloadAConnectionWithoutTunnelsEndsAtOnce() {
    try (var client = connects();
        var hop = accept()) {
      hop.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
      client.receivesHead();
      client.ends();
      hop.receivesEnd(1).sendsData(1, "", EndStream.YES);
      client.receivesEnd();
      proxy.reload(settings(Fallback.HTTP1, Duration.ofMinutes(1)));
      hop.receivesGoAway(ErrorCode.NO_ERROR);
    }
  }

  @Test
  void aTunnelThatWaitsForItsConnectionDuringAReloadHasItAlone() {
    try (var client = connects();
        var raw = upstream.accept()) {
      proxy.reload(settings(Fallback.HTTP1, Duration.ofMinutes(1)));
      var hop = Http2Peer.server(raw.inTlsFor("h2", certificate.context(certificate)));
      hop.receivesHeaders(1, ASKED, EndStream.NO).answers(1, 200);
      client.receivesHead();
      client.sendsText("hello").ends();
      hop.receivesData(1, "hello").receivesEnd(1).sendsData(1, "", EndStream.YES);
      client.receivesEnd();
      hop.receivesGoAway(ErrorCode.NO_ERROR);
    }
  }

  private Peer connects() {
    return proxy.client().sendsText(CONNECT);
  }

  private Http2Peer accept(Setting... settings) {
    return Http2Peer.server(
        upstream.accept().inTlsFor("h2", certificate.context(certificate)), settings);
  }

  private ProxyUnderTest start(Fallback fallback, Duration pingAfter) {
    return settings(fallback, pingAfter).start();
  }

  private ProxyUnderTest.Settings settings(Fallback fallback, Duration pingAfter) {
    return ProxyUnderTest.with()
        .through(TestOutbounds.http2(upstream.address(), certificate, fallback, pingAfter));
  }
}
