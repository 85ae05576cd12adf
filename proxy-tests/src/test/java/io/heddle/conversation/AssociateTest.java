package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.address.PortRange;
import io.heddle.net.udp.UdpRelaySettings;
import io.heddle.server.connection.LiveRequest;
import io.heddle.support.Associated;
import io.heddle.support.DatagramPeer;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The request UDP ASSOCIATE, and how an association begins and ends.
@Tag("conversation")
class AssociateTest {
  private static final String ANY = "00 01 00000000 0000";

  private final DatagramPeer server = DatagramPeer.open();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void theClientIsToldWhereItsConnectionCameIn() {
    try (var proxy = ProxyUnderTest.start();
        var client = Associated.with(proxy)) {
      assertEquals(proxy.address().host(), client.relay().host());
      assertNotEquals(proxy.address().port(), client.relay().port());
    }
  }

  @Test
  void onAListenerForAllAddressesTooTheClientIsToldWhereItsConnectionCameIn() {
    try (var proxy = ProxyUnderTest.with().listen("[::]:0").start();
        var client = viaIp(proxy, "127.0.0.1");
        var client6 = viaIp(proxy, "::1")) {
      assertEquals("127.0.0.1", client.relay().host().toString());
      assertEquals("::1", client6.relay().host().toString());
      client.echoes(server);
      client6.echoes(server);
    }
  }

  private static Associated viaIp(ProxyUnderTest proxy, String ip) {
    Endpoint there = new Endpoint(new Host.Ip(InetAddress.ofLiteral(ip)), proxy.address().port());
    return Associated.request(Peer.connect(there), DatagramPeer.open(ip), ANY);
  }

  @Test
  void theAdvertisedAddressIsTold() {
    var reach = new UdpRelaySettings(Optional.of(Host.parse("192.0.2.5")), Optional.empty());
    try (var proxy = ProxyUnderTest.with().udp(Optional.of(reach)).start();
        var client = Associated.with(proxy)) {
      assertEquals("192.0.2.5", client.relay().host().toString());
    }
  }

  @Test
  void anAdvertisedNameIsToldAsItsAddressOfTheClientsFamily() {
    var reach = new UdpRelaySettings(Optional.of(Host.parse("gate.example")), Optional.empty());
    InetAddress[] addresses = {
      InetAddress.ofLiteral("2001:db8::5"), InetAddress.ofLiteral("192.0.2.5")
    };
    try (var proxy =
            ProxyUnderTest.with()
                .udp(Optional.of(reach))
                .lookup(name -> addresses, Duration.ofSeconds(5))
                .start();
        var client = Associated.with(proxy)) {
      assertEquals("192.0.2.5", client.relay().host().toString());
    }
  }

  @Test
  void portsComeFromTheRangeUntilNoneIsFree() {
    PortRange range = freeRange();
    var reach = new UdpRelaySettings(Optional.empty(), Optional.of(range));
    try (var proxy = ProxyUnderTest.with().udp(Optional.of(reach)).start();
        var one = Associated.with(proxy);
        var other = Associated.with(proxy)) {
      assertNotEquals(one.relay(), other.relay());
      for (int port : new int[] {one.relay().port(), other.relay().port()}) {
        assertTrue(range.first() <= port && port <= range.last(), () -> port + " in " + range);
      }
      one.echoes(server);
      other.echoes(server);
      try (var third = proxy.client()) {
        third.sends("05 01 00").receives("05 00");
        third.sends("05 03 00 01 00 00 00 00 00 00").receives("05 01 00 01 00 00 00 00 00 00");
      }
    }
  }

  /// Two ports that nobody has at the moment.
  private static PortRange freeRange() {
    while (true) {
      try (var low = DatagramPeer.open()) {
        int port = low.address().port();
        try (var high = DatagramPeer.open("127.0.0.1", port + 1)) {
          return new PortRange(port, high.address().port());
        } catch (UncheckedIOException e) {
          // Taken: try elsewhere.
        }
      }
    }
  }

  @Test
  void whereUdpIsOffTheCommandIsNotSupported() {
    try (var proxy = ProxyUnderTest.with().udp(Optional.empty()).start();
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      client.sends("05 03 00 01 00 00 00 00 00 00").receives("05 07 00 01 00 00 00 00 00 00");
    }
  }

  @Test
  void withoutCredentialsThereIsNoAssociation() {
    try (var proxy = ProxyUnderTest.with().user("alice", "s3cret").start();
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 ff").receivesEnd();
      assertEquals(
          0,
          proxy.server().connections().all().stream()
              .filter(live -> live.current().flatMap(LiveRequest::datagrams).isPresent())
              .count());
    }
  }

  @Test
  void associationsCountAsConnections() {
    try (var proxy = ProxyUnderTest.with().limits(1, 0).start();
        var client = Associated.with(proxy);
        var second = proxy.client()) {
      second.sends("05 01 00").receives("05 00");
      second.sends("05 03 00 01 00 00 00 00 00 00").receives("05 01 00 01 00 00 00 00 00 00");
      client.echoes(server);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00 01 c0000201 0035",
        "00 03 09 612e6578616d706c65 0035",
        "00 04 00000000000000000000000000000001 ffff"
      })
  void aDeclaredAddressThatIsWrongDoesNoHarm(String declared) {
    try (var proxy = ProxyUnderTest.start();
        var client = Associated.request(proxy.client(), DatagramPeer.open(), declared)) {
      client.echoes(server);
    }
  }

  @Test
  void theRelayPortIsClosedWhenTheConnectionEnds() {
    try (var proxy = ProxyUnderTest.start();
        var client = Associated.with(proxy)) {
      client.echoes(server);
      client.control().ends().receivesEnd();
      assertTrue(client.relayIsClosed());
    }
  }

  @Test
  void theRelayPortIsClosedWhenTheConnectionBreaks() throws InterruptedException {
    try (var proxy = ProxyUnderTest.start();
        var client = Associated.with(proxy)) {
      client.echoes(server);
      client.control().resets();
      proxy.server().drain(Duration.ofSeconds(10));
      assertTrue(client.relayIsClosed());
    }
  }

  @Test
  void whatElseComesOnTheConnectionIsIgnored() {
    try (var proxy = ProxyUnderTest.start();
        var client = Associated.with(proxy)) {
      client.control().sends("05 03 00 01 00 00 00 00 00 00").sendsText("x".repeat(1000));
      client.echoes(server);
    }
  }

  @Test
  void anAssociationThatRelaysNothingEnds() {
    Duration idle = Duration.ofMillis(200);
    try (var proxy = ProxyUnderTest.with().udpTimes(idle, idle, idle).start();
        var client = Associated.with(proxy)) {
      client.control().receivesEnd();
      assertTrue(client.relayIsClosed());
    }
  }

  @Test
  void shutdownEndsAssociations() throws InterruptedException {
    try (var proxy = ProxyUnderTest.start();
        var client = Associated.with(proxy)) {
      client.echoes(server);
      proxy.server().drain(Duration.ZERO);
      client.control().receivesEnd();
      assertTrue(client.relayIsClosed());
      assertEquals(0, proxy.server().connections().count());
    }
  }
}
