package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.net.tls.TlsServer;
import io.heddle.support.Await;
import io.heddle.support.Http2Peer;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TlsListenerSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Memory that connections with TLS and HTTP/2 take from the budget of all, and give back in each way
/// in which they end.
@Tag("conversation")
class ConnectionMemoryTest {
  private static final int PAYLOAD = 10_000;

  @TempDir private Path folder;
  @AutoClose private final Origin origin = Origin.start();
  private SelfSignedCertificate us;

  @BeforeEach
  void makeCertificate() {
    us = SelfSignedCertificate.of(folder, "dns:localhost");
  }

  private ProxyUnderTest start() {
    return ProxyUnderTest.with().entrance(TlsListenerSettings.of(us)).start();
  }

  private Http2Peer http2(ProxyUnderTest proxy) {
    return Http2Peer.client(
        Peer.connect(proxy.address()).shakesHands(us.context(us), "TLSv1.3", "h2"));
  }

  private static void isAllBack(ProxyUnderTest proxy) {
    Await.until(
        "the memory is free, of which " + proxy.connectionMemoryUsed() + " bytes were in use",
        () -> proxy.connectionMemoryUsed() == 0);
  }

  @Test
  void anUnfinishedHandshakeTakesMemory() {
    try (ProxyUnderTest proxy = start()) {
      try (Peer client = Peer.connect(proxy.address())) {
        client.beginsHandshake(us.trusting());
        Await.until("it is counted", () -> proxy.connectionMemoryUsed() > TlsServer.MEMORY);
      }
      isAllBack(proxy);
    }
  }

  @Test
  void aClientWithoutTlsGivesItsMemoryBack() {
    try (ProxyUnderTest proxy = start()) {
      try (Peer client = Peer.connect(proxy.address())) {
        client.sendsText("GET / HTTP/1.1\r\n\r\n");
        assertTrue(client.receivesBytes(1).length > 0);
      }
      isAllBack(proxy);
    }
  }

  @Test
  void payloadThatNobodyReadsIsGivenBackWithItsStream() {
    try (ProxyUnderTest proxy = start();
        Http2Peer client = http2(proxy)) {
      String connect = ":method CONNECT, :authority " + origin.address();
      client.sendsHeaders(1, connect, EndStream.NO);
      try (Peer server = origin.accept()) {
        assertEquals("200", client.receivesStatus(1));
        long before = proxy.connectionMemoryUsed();
        client.sendsData(1, "x".repeat(PAYLOAD), EndStream.NO);
        server.receivesText("x".repeat(PAYLOAD));
        Await.until("it is read", () -> proxy.connectionMemoryUsed() == before);
      }
      client.resets(1, ErrorCode.CANCEL).peer().ends();
      isAllBack(proxy);
    }
  }

  @Test
  void aConnectionThatEndsWithItsStreamsGivesAllBack() {
    try (ProxyUnderTest proxy = start()) {
      Http2Peer client = http2(proxy);
      for (int stream = 1; stream < 40; stream += 2) {
        client.sendsHeaders(
            stream, ":method POST, :scheme http, :authority a.invalid, :path /", EndStream.NO);
        client.sendsData(stream, "x".repeat(PAYLOAD), EndStream.NO);
      }
      client.peer().resets();
      isAllBack(proxy);
    }
  }
}
