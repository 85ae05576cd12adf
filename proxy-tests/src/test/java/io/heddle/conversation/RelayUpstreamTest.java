package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.net.udp.UdpRelaySettings;
import io.heddle.support.Associated;
import io.heddle.support.Await;
import io.heddle.support.DatagramPeer;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.RelayingPeer;
import io.heddle.support.TestOutbounds;
import io.heddle.support.UnresponsiveOrigin;
import io.heddle.udp.DropReason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Datagrams through the relay of a SOCKS 5 proxy, which the tests play.
@Tag("conversation")
class RelayUpstreamTest {
  private static final Endpoint TARGET = Endpoint.parse("192.0.2.1:53");
  private static final Duration LONG = Duration.ofSeconds(30);

  private final RelayingPeer upstream = new RelayingPeer();

  @AfterEach
  void close() {
    upstream.close();
  }

  private ProxyUnderTest.Settings through() {
    return ProxyUnderTest.with().through(TestOutbounds.socks5(upstream.address()));
  }

  @Test
  void datagramsPassBothWaysWithTheAddressesThatEachEndSays() {
    try (var proxy = through().start();
        var client = Associated.with(proxy)) {
      client.sends("ping", TARGET);
      try (var control = upstream.grants()) {
        Endpoint path = upstream.receives("ping", TARGET);
        upstream.sends("pong", TARGET, path);
        client.receives("pong", TARGET);
        Endpoint other = Endpoint.parse("[2001:db8::1]:443");
        upstream.sends("of another", other, path);
        client.receives("of another", other);
        Await.until("both are counted", () -> proxy.datagrams().downloads() == 2);
        proxy.awaitUploads(1);
        control.hasReceivedNothing();
      }
    }
  }

  @Test
  void aNameGoesToTheProxyUnresolved() {
    Endpoint named = Endpoint.parse("host.example:53");
    try (var proxy = through().lookup(RelayUpstreamTest::unknown, LONG).start();
        var client = Associated.with(proxy)) {
      client.sends("ping", named);
      try (var control = upstream.grants()) {
        Endpoint path = upstream.receives("ping", named);
        upstream.sends("pong", named, path);
        client.receives("pong", named);
        control.hasReceivedNothing();
      }
    }
  }

  private static InetAddress[] unknown(String name) throws UnknownHostException {
    throw new UnknownHostException(name);
  }

  /// An address that the client writes as a name, and bytes that mean nothing.
  @Test
  void theHeaderIsOurOwnAndNotAsTheClientWroteIt() {
    try (var proxy = through().start();
        var client = Associated.with(proxy)) {
      client.sendsRaw("ffff 00 03 09 3139322e302e322e31 0035 61");
      try (var control = upstream.grants()) {
        upstream.receives("a", TARGET);
        client.sendsRaw("ffff 00 01 c0000201 0035 62");
        upstream.receives("b", TARGET);
        control.hasReceivedNothing();
      }
    }
  }

  @Test
  void oneAssociationServesAllTargetsOfOneClient() {
    Endpoint other = Endpoint.parse("192.0.2.2:53");
    try (var proxy = through().start();
        var one = Associated.with(proxy);
        var two = Associated.with(proxy)) {
      one.sends("one", TARGET).sends("two", other);
      try (var control = upstream.grants()) {
        Endpoint path = upstream.receives("one", TARGET);
        assertEquals(path, upstream.receives("two", other));
        two.sends("three", TARGET);
        try (var second = upstream.grants()) {
          Endpoint ofTwo = upstream.receives("three", TARGET);
          upstream.sends("for two", TARGET, ofTwo).sends("for one", TARGET, path);
          one.receives("for one", TARGET);
          two.receives("for two", TARGET);
          upstream.origin().hasNoConnection();
          control.hasReceivedNothing();
          second.hasReceivedNothing();
        }
      }
    }
  }

  @Test
  void credentialsAreShown() {
    var through = TestOutbounds.socks5(upstream.address(), "me", "pw");
    try (var proxy = ProxyUnderTest.with().through(through).start();
        var client = Associated.with(proxy)) {
      client.sends("ping", TARGET);
      try (var control = upstream.origin().accept()) {
        control.receives("05 02 00 02").sends("05 02").receives("01 02 6d 65 02 70 77");
        control.sends("01 00").receives("05 03 00 01 00 00 00 00 00 00");
        control.sends("05 00 00 01 7f 00 00 01 " + upstream.portHex());
        upstream.receives("ping", TARGET);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01 00 00 00 00",
        "04 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
        "04 00 00 00 00 00 00 00 00 00 00 ff ff 7f 00 00 01",
        "03 00",
        "03 0d 72 65 6c 61 79 2e 65 78 61 6d 70 6c 65"
      })
  void theRelayIsWhereTheProxySaysOrAtTheProxyItself(String address) {
    InetAddress[] relay = {InetAddress.ofLiteral("127.0.0.1")};
    try (var proxy =
            through()
                .lookup(name -> name.equals("relay.example") ? relay : unknown(name), LONG)
                .start();
        var client = Associated.with(proxy)) {
      client.sends("ping", TARGET);
      try (var control = upstream.isAsked()) {
        control.sends("05 00 00 " + address + " " + upstream.portHex());
        Endpoint path = upstream.receives("ping", TARGET);
        upstream.sends("pong", TARGET, path);
        client.receives("pong", TARGET);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "05 07 00 01 00 00 00 00 00 00",
        "05 00 00 01 7f 00 00 01 00 00",
        "05 00 00 03 06 6e 6f 62 6f 64 79 00 35",
        "05 00 00 09",
        "48 54 54 50"
      })
  void withoutAProperRelayWhatWaitsIsDropped(String reply) {
    try (var proxy = through().lookup(RelayUpstreamTest::unknown, LONG).start();
        var client = Associated.with(proxy)) {
      client.sends("one", TARGET).sends("two", TARGET);
      try (var control = upstream.isAsked()) {
        control.sends(reply);
        proxy.awaitDrops(DropReason.NO_RELAY, 2);
        control.receivesEndOrReset();
      }
    }
  }

  @Test
  void ourOwnRelayPortIsNoRelayForUs() {
    try (var proxy = through().start();
        var client = Associated.with(proxy)) {
      client.sends("one", TARGET);
      try (var control = upstream.isAsked()) {
        int port = client.relay().port();
        control.sends("05 00 00 01 7f 00 00 01 %02x %02x".formatted(port >> 8, port & 0xff));
        proxy.awaitDrops(DropReason.NO_RELAY, 1);
        control.receivesEndOrReset();
      }
    }
  }

  @Test
  void onlyTheRelayAnswers() {
    try (var proxy = through().start();
        var client = Associated.with(proxy);
        var stranger = DatagramPeer.open();
        var elsewhere = DatagramPeer.open("127.0.0.2", upstream.relay().address().port())) {
      client.sends("ping", TARGET);
      try (var control = upstream.grants()) {
        Endpoint path = upstream.receives("ping", TARGET);
        stranger.sends(Associated.framed("forged", TARGET), path);
        elsewhere.sends(Associated.framed("forged", TARGET), path);
        upstream.sends("pong", TARGET, path);
        client.receives("pong", TARGET);
        assertEquals(2, proxy.datagrams().drops(DropReason.FOREIGN));
        control.hasReceivedNothing();
      }
    }
  }

  @Test
  void brokenAnswersAreDropped() {
    try (var proxy = through().start();
        var client = Associated.with(proxy)) {
      client.sends("ping", TARGET);
      try (var control = upstream.grants()) {
        Endpoint path = upstream.receives("ping", TARGET);
        upstream.relay().sendsText("", path).sendsText("\0\0\0\2", path);
        upstream.relay().sendsText("\0\0\0\1\300\0\2\1\0", path);
        upstream.relay().sendsText("\0\0\1\1\300\0\2\1\0\65a part", path);
        upstream.sends("pong", TARGET, path);
        client.receives("pong", TARGET);
        assertEquals(3, proxy.datagrams().drops(DropReason.MALFORMED));
        assertEquals(1, proxy.datagrams().drops(DropReason.FRAGMENT));
        control.hasReceivedNothing();
      }
    }
  }

  @Test
  void theLargestThatFitPassBothWays() {
    String largest = "x".repeat(65_497);
    try (var proxy = through().start();
        var client = Associated.with(proxy)) {
      client.sends(largest, TARGET);
      try (var control = upstream.grants()) {
        Endpoint path = upstream.receives(largest, TARGET);
        upstream.sends(largest, TARGET, path);
        client.receives(largest, TARGET).sends("", TARGET);
        upstream.receives("", TARGET);
        upstream.sends("", TARGET, path);
        client.receives("", TARGET);
        control.hasReceivedNothing();
      }
    }
  }

  @Test
  void whatIsSentBeforeTheRelayIsThereWaitsInOrderAndNotWithoutBound() {
    String large = "x".repeat(60_000);
    try (var proxy = through().start();
        var client = Associated.with(proxy)) {
      for (int i = 0; i < 6; i++) {
        client.sends(i + large, TARGET);
      }
      try (var control = upstream.isAsked()) {
        proxy.awaitDrops(DropReason.QUEUE_FULL, 2);
        control.sends("05 00 00 01 7f 00 00 01 " + upstream.portHex());
        // The test's own socket may have no room for the others.
        upstream.receives("0" + large, TARGET);
        upstream.receives("1" + large, TARGET);
      }
    }
  }

  @Test
  void anUpstreamThatStallsIsGivenUpAndNotAskedAgainAtOnce() {
    try (var deaf = UnresponsiveOrigin.start("127.0.0.1", 0);
        var proxy =
            ProxyUnderTest.with()
                .through(TestOutbounds.socks5(deaf.address()))
                .connect(Duration.ofMillis(200))
                .start();
        var client = Associated.with(proxy)) {
      client.sends("one", TARGET);
      proxy.awaitDrops(DropReason.NO_RELAY, 1);
      client.sends("two", TARGET);
      proxy.awaitDrops(DropReason.NO_RELAY, 2);
    }
  }

  @Test
  void anUpstreamThatStallsInItsAnswerIsGivenUp() {
    try (var proxy = through().connect(Duration.ofMillis(200)).start();
        var client = Associated.with(proxy)) {
      client.sends("one", TARGET);
      try (var control = upstream.isAsked()) {
        control.sends("05 00 00 01 7f 00");
        proxy.awaitDrops(DropReason.NO_RELAY, 1);
        control.receivesEndOrReset();
      }
    }
  }

  @Test
  void anAssociationThatTheUpstreamEndsIsOpenedAgainByALaterDatagram() throws InterruptedException {
    try (var proxy = through().start();
        var client = Associated.with(proxy)) {
      client.sends("ping", TARGET);
      Peer first = upstream.grants();
      upstream.sends("pong", TARGET, upstream.receives("ping", TARGET));
      client.receives("pong", TARGET);
      first.close();
      // Those sent before the end is noticed go to the relay that was.
      Await.until(
          "the end is noticed",
          () -> {
            client.sends("lost", TARGET);
            return proxy.datagrams().drops(DropReason.NO_RELAY) > 0;
          });
      long uploads = proxy.datagrams().uploads();
      Thread sending = Thread.ofVirtual().start(() -> sendUntilUploaded(client, proxy, uploads));
      try (var second = upstream.grants()) {
        sending.join();
        assertTrue(proxy.datagrams().uploads() > uploads);
        second.hasReceivedNothing();
      }
    }
  }

  private static void sendUntilUploaded(Associated client, ProxyUnderTest proxy, long uploads) {
    Await.until(
        "datagrams pass",
        () -> {
          client.sends("again", TARGET);
          return proxy.datagrams().uploads() > uploads;
        });
  }

  @Test
  void theAssociationBehindEndsWithTheOneBefore() {
    try (var proxy = through().start();
        var client = Associated.with(proxy)) {
      client.sends("ping", TARGET);
      try (var control = upstream.grants()) {
        upstream.receives("ping", TARGET);
        client.control().ends().receivesEnd();
        control.receivesEndOrReset();
      }
    }
  }

  @Test
  void anAssociationEndsInTheMiddleOfAHandshakeBehind() {
    try (var proxy = through().start();
        var client = Associated.with(proxy)) {
      client.sends("ping", TARGET);
      try (var control = upstream.isAsked()) {
        client.control().ends().receivesEnd();
        control.receivesEndOrReset();
      }
    }
  }

  @Test
  void shutdownEndsTheAssociationBehind() throws InterruptedException {
    try (var proxy = through().start();
        var client = Associated.with(proxy)) {
      client.sends("ping", TARGET);
      try (var control = upstream.grants()) {
        upstream.receives("ping", TARGET);
        proxy.server().drain(Duration.ZERO);
        control.receivesEndOrReset();
        client.control().receivesEnd();
      }
    }
  }

  @Test
  void whatTheUpstreamSendsOnItsConnectionIsIgnored() {
    try (var proxy = through().start();
        var client = Associated.with(proxy)) {
      client.sends("ping", TARGET);
      try (var control = upstream.grants()) {
        Endpoint path = upstream.receives("ping", TARGET);
        control.sendsText("x".repeat(1000));
        upstream.sends("pong", TARGET, path);
        client.receives("pong", TARGET);
      }
    }
  }

  @Test
  void anHttpProxyCarriesNone() {
    try (var origin = Origin.start();
        var proxy = ProxyUnderTest.with().through(TestOutbounds.http(origin.address())).start();
        var client = Associated.with(proxy)) {
      client.sends("one", TARGET).sends("two", TARGET);
      proxy.awaitDrops(DropReason.UNSUPPORTED, 2);
      origin.hasNoConnection();
    }
  }

  @Test
  void aSocks4ProxyCarriesNone() {
    try (var origin = Origin.start();
        var proxy = ProxyUnderTest.with().through(TestOutbounds.socks4a(origin.address())).start();
        var client = Associated.with(proxy)) {
      client.sends("one", TARGET);
      proxy.awaitDrops(DropReason.UNSUPPORTED, 1);
      origin.hasNoConnection();
    }
  }

  /// Heddle to Heddle, with authentication.
  @Test
  void oneOfUsBehindTheOther() {
    try (var far =
            ProxyUnderTest.with()
                .user("me", "pw")
                .udp(Optional.of(UdpRelaySettings.PLAIN))
                .start();
        var near =
            ProxyUnderTest.with().through(TestOutbounds.socks5(far.address(), "me", "pw")).start();
        var client = Associated.with(near);
        var server = DatagramPeer.open();
        var server6 = DatagramPeer.open("::1")) {
      String largest = "x".repeat(65_497);
      client.echoes(server).echoes(server6).sends(largest, server.address());
      server.sendsText(largest, server.receivesText(largest).from());
      client.receives(largest, server.address());
      assertTrue(near.datagrams().toString().contains(" via=up"), near.datagrams()::toString);
      Await.until("all are counted", () -> far.datagrams().downloads() == 3);
      far.awaitUploads(3);
    }
  }
}
