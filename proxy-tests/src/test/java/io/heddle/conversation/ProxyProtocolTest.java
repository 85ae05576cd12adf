package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.inbound.TransportSettings;
import io.heddle.net.udp.UdpRelaySettings;
import io.heddle.request.ProxyProtocolMode;
import io.heddle.support.Await;
import io.heddle.support.DatagramPeer;
import io.heddle.support.Hex;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TlsListenerSettings;
import io.heddle.udp.DropReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A load balancer in front, which a test plays.
@Tag("conversation")
class ProxyProtocolTest {
  private static final TransportSettings BEHIND =
      new TransportSettings(ProxyProtocolMode.REQUIRED, Optional.empty());
  private static final String HEADER = "PROXY TCP4 192.0.2.1 198.51.100.1 56324 1080\r\n";
  private static final String BINARY = "0d 0a 0d 0a 00 0d 0a 51 55 49 54 0a ";

  private static ProxyUnderTest.Settings behind() {
    return ProxyUnderTest.with().entrance(BEHIND);
  }

  /// The client of the only connection, as the log shows it.
  private static Address client(ProxyUnderTest proxy) {
    return proxy.server().connections().all().iterator().next().client();
  }

  @Test
  void theClientIsTheOneInTheHeader() {
    try (var origin = Origin.start();
        var proxy = behind().start();
        var client = proxy.client()) {
      client.sendsText(HEADER).sends("05 01 00").receives("05 00");
      client.sends("05 01 00 01 7f 00 00 01 " + origin.portHex());
      origin.accept().close();
      client.receives("05 00");
      assertEquals(Endpoint.parse("192.0.2.1:56324"), client(proxy));
    }
  }

  @Test
  void allMayComeAtOnce() {
    try (var proxy = behind().start();
        var client = proxy.client()) {
      client.sendsText(HEADER + "\u0005\u0001\u0000").receives("05 00");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"20 00 00 00", "20 11 00 04 01 02 03 04", "21 00 00 00"})
  void theBalancersOwnConnectionKeepsItsAddress(String command) {
    try (var proxy = behind().start();
        var client = proxy.client()) {
      client.sends(BINARY + command).sends("05 01 00").receives("05 00");
      assertEquals(Endpoint.parse("127.0.0.1:" + client.socket().getLocalPort()), client(proxy));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0005\u0001\u0000",
        "CONNECT example.com:80 HTTP/1.1\r\n\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.1 56324\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.1 56324 1080\n"
      })
  void anythingElseIsClosedWithoutAnAnswer(String bytes) {
    try (var proxy = behind().start();
        var client = proxy.client()) {
      client.sendsText(bytes).receivesEnd();
    }
  }

  @Test
  void aHeaderThatStallsIsCut() {
    try (var proxy = behind().handshake(Duration.ofMillis(200)).start();
        var client = proxy.client()) {
      client.sendsText("PROXY TCP4 192.0.2.1").receivesEndOrReset();
    }
    try (var proxy = behind().handshake(Duration.ofMillis(200)).start();
        var client = proxy.client()) {
      client.sends(BINARY + "21 11 ff ff 01 02 03").receivesEndOrReset();
    }
  }

  @Test
  void aHeaderWithoutABalancerIsNone() {
    try (var proxy = ProxyUnderTest.start();
        var client = proxy.client()) {
      client.sendsText(HEADER).receivesText("HTTP/1.1 400");
    }
  }

  @Test
  void clientsHaveTheirLimitsEach() {
    try (var proxy = behind().limits(10, 1).start();
        var two = proxy.client();
        var other = proxy.client()) {
      var one = proxy.client();
      one.sendsText(HEADER).sends("05 01 00").receives("05 00");
      two.sendsText(HEADER).sends("05 01 00").receives("05 00");
      two.sends("05 01 00 01 7f 00 00 01 00 01").receives("05 01");
      other.sendsText(HEADER.replace("192.0.2.1", "192.0.2.2"));
      other.sends("05 01 00").receives("05 00");
      other.sends("05 01 00 01 7f 00 00 01 00 01").receives("05 05");
      one.close();
      Await.until("its place is free", () -> isServed(proxy));
    }
  }

  private static boolean isServed(ProxyUnderTest proxy) {
    try (var again = proxy.client()) {
      again.sendsText(HEADER).sends("05 01 00").receives("05 00");
      again.sends("05 01 00 01 7f 00 00 01 00 01");
      return again.receivesBytes(2)[1] == 5;
    }
  }

  @Test
  void datagramsAreTakenFromTheClientAlone() {
    try (var proxy = behind().udp(Optional.of(UdpRelaySettings.PLAIN)).start();
        var client = proxy.client()) {
      client.sendsText(HEADER).sends("05 01 00").receives("05 00");
      client.sends("05 03 00 01 00 00 00 00 00 00").receives("05 00 00 01 7f 00 00 01");
      byte[] port = client.receivesBytes(2);
      try (var stranger = DatagramPeer.open()) {
        stranger.sends(
            Hex.bytes("00 00 00 01 7f 00 00 01 00 35 61"),
            Endpoint.parse("127.0.0.1:" + (((port[0] & 0xff) << 8) | (port[1] & 0xff))));
        proxy.awaitDrops(DropReason.FOREIGN, 1);
      }
    }
  }

  @Test
  void tlsComesAfterTheHeader(@TempDir Path folder) {
    SelfSignedCertificate us = SelfSignedCertificate.of(folder, "dns:localhost");
    var entrance =
        new TransportSettings(ProxyProtocolMode.REQUIRED, TlsListenerSettings.of(us).tls());
    try (var proxy = ProxyUnderTest.with().entrance(entrance).start();
        var raw = Peer.connect(proxy.address())) {
      raw.sendsText(HEADER);
      var client = raw.shakesHands(us.trusting(), "TLSv1.3");
      client.sends("05 01 00").receives("05 00");
      assertEquals(Endpoint.parse("192.0.2.1:56324"), client(proxy));
    }
  }

  @Test
  void aBalancerMayComeByAUnixSocket(@TempDir Path folder) {
    try (var proxy = behind().listen("unix:" + folder.resolve("heddle.sock")).start();
        var client = proxy.client()) {
      client.sendsText(HEADER).sends("05 01 00").receives("05 00");
      assertEquals(Endpoint.parse("192.0.2.1:56324"), client(proxy));
    }
  }
}
