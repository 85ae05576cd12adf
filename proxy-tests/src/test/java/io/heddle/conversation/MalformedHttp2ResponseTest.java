package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.http2.frame.EndHeaders;
import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.outbound.Http2Connections.Fallback;
import io.heddle.support.Http2Peer;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TestOutbounds;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Responses in HTTP/2 that break its rules: the client learns which rule.
@Tag("conversation")
class MalformedHttp2ResponseTest {
  @TempDir private static Path folder;
  private static SelfSignedCertificate certificate;

  @BeforeAll
  static void makeCertificate() {
    certificate = SelfSignedCertificate.of(folder, "ip:127.0.0.1");
  }

  /// A client of a proxy that answers so gets this sentence, for a request and for a tunnel.
  private static void isTold(Consumer<Http2Peer> response, String sentence) {
    isTold("GET http://host.example/ HTTP/1.1\r\nHost: host.example\r\n\r\n", response, sentence);
    isTold("CONNECT host.example:80 HTTP/1.1\r\n\r\n", response, sentence);
  }

  private static void isTold(String request, Consumer<Http2Peer> response, String sentence) {
    try (var upstream = Origin.start();
        var proxy =
            ProxyUnderTest.with()
                .through(
                    TestOutbounds.http2(
                        upstream.address(), certificate, Fallback.HTTP1, Duration.ofMinutes(1)))
                .start();
        Peer client = proxy.client().sendsText(request);
        var hop =
            Http2Peer.server(upstream.accept().inTlsFor("h2", certificate.context(certificate)))) {
      hop.receivesRequest();
      response.accept(hop);
      String head = client.receivesHead();
      assertTrue(head.startsWith("HTTP/1.1 502 "), head);
      assertTrue(head.contains(sentence), head);
    }
  }

  @Test
  void aResponseWithoutStatus() {
    isTold(hop -> hop.sendsHeaders(1, "a b", EndStream.NO), "a response without :status");
  }

  @Test
  void aStatusThatIsNoNumber() {
    isTold(
        hop -> hop.sendsHeaders(1, ":status 2xx", EndStream.NO),
        "a status that HTTP/2 does not have");
  }

  @Test
  void aNameWithUpperCaseLetters() {
    isTold(
        hop -> hop.sendsHeaders(1, ":status 200, A b", EndStream.NO),
        "a field name with upper-case letters");
  }

  @Test
  void aConnectionSpecificField() {
    isTold(
        hop -> hop.sendsHeaders(1, ":status 200, connection close", EndStream.NO),
        "the field connection, which HTTP/2 does not allow");
  }

  @Test
  void aLineEndInAValue() {
    isTold(
        hop -> hop.sendsHeaders(1, ":status 200, a b\r\nc: d", EndStream.NO),
        "a control byte in the value of field a");
  }

  @Test
  void badHpack() {
    ByteBuffer index = ByteBuffer.wrap(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f});
    isTold(
        hop -> hop.sends(new Frame.Headers(1, index.duplicate(), EndHeaders.YES, EndStream.NO)),
        "a header section that is not valid HPACK");
  }

  @Test
  void contentBeforeTheHead() {
    isTold(
        hop -> hop.sendsData(1, "hello", EndStream.NO), "content before the head of the response");
  }

  @Test
  void aFrameOfAnIdleStream() {
    isTold(hop -> hop.sendsData(7, "hello", EndStream.NO), "a frame on a stream that is idle");
  }

  @Test
  void aResetIsNamedAsSuch() {
    isTold(
        hop -> hop.resets(1, ErrorCode.INTERNAL_ERROR),
        "broke the connection: the peer has reset the stream: INTERNAL_ERROR");
  }
}
