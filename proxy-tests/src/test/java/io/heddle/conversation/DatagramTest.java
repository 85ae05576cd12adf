package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.net.udp.UdpSockets.Batching;
import io.heddle.outbound.BlockOutbound;
import io.heddle.support.Associated;
import io.heddle.support.DatagramPeer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.udp.DropReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an association does to datagrams.
@Tag("conversation")
@ParameterizedClass
@EnumSource(Batching.class)
class DatagramTest {
  @Parameter Batching means;

  private final DatagramPeer server = DatagramPeer.open();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void datagramsPassBothWays() {
    try (var proxy = proxy().start();
        var client = Associated.with(proxy)) {
      client.echoes(server).echoes(server);
    }
  }

  @Test
  void eachGoesToItsOwnTargetAndAnswersSayWhoSentThem() {
    try (var proxy = proxy().start();
        var client = Associated.with(proxy);
        var other = DatagramPeer.open("127.0.0.2")) {
      client.sends("one", server.address()).sends("two", other.address());
      var toServer = server.receivesText("one");
      var toOther = other.receivesText("two");
      other.sendsText("from other", toOther.from());
      client.receives("from other", other.address());
      server.sendsText("from server", toServer.from());
      client.receives("from server", server.address());
    }
  }

  @Test
  void anyoneMayAnswer() {
    try (var proxy = proxy().start();
        var client = Associated.with(proxy);
        var stranger = DatagramPeer.open("127.0.0.3")) {
      client.sends("hello", server.address());
      stranger.sendsText("I heard of you", server.receivesText("hello").from());
      client.receives("I heard of you", stranger.address());
    }
  }

  @Test
  void twoAssociationsDoNotMix() {
    try (var proxy = proxy().start();
        var one = Associated.with(proxy);
        var two = Associated.with(proxy)) {
      one.sends("one", server.address());
      var fromOne = server.receivesText("one");
      two.sends("two", server.address());
      var fromTwo = server.receivesText("two");
      server.sendsText("to two", fromTwo.from()).sendsText("to one", fromOne.from());
      one.receives("to one", server.address());
      two.receives("to two", server.address());
      one.socket().hasNothing();
      two.socket().hasNothing();
    }
  }

  @Test
  void emptyOnesPassBothWays() {
    try (var proxy = proxy().start();
        var client = Associated.with(proxy)) {
      client.sends("", server.address());
      server.sendsText("", server.receivesText("").from());
      client.receives("", server.address());
      proxy.awaitUploads(1);
      proxy.awaitDownloads(1);
    }
  }

  /// A datagram has at most 65,507 bytes over IPv4 and 65,527 over IPv6, of which the header of the
  /// target takes 10 or 22 on the client's side.
  @ParameterizedTest
  @CsvSource({
    "::1, 127.0.0.1, 65507",
    "::1, ::1, 65505",
    "127.0.0.1, 127.0.0.1, 65497",
    "127.0.0.1, ::1, 65485"
  })
  void theLargestThatFitPassBothWays(String clientIp, String serverIp, int size) {
    String largest = "x".repeat(size);
    Endpoint listen = new Endpoint(Host.parse(clientIp), 0);
    try (var proxy = proxy().listen(listen.toString()).start();
        var client = Associated.with(proxy);
        var target = DatagramPeer.open(serverIp)) {
      client.sends(largest, target.address());
      target.sendsText(largest, target.receivesText(largest).from());
      client.receives(largest, target.address());
    }
  }

  @Test
  void anAnswerThatDoesNotFitWithItsHeaderIsDropped() {
    String largest = "x".repeat(65_497);
    try (var proxy = proxy().start();
        var client = Associated.with(proxy)) {
      client.sends(largest, server.address());
      var received = server.receivesText(largest);
      server.sendsText(largest + "y", received.from()).sendsText(largest, received.from());
      client.receives(largest, server.address());
      assertEquals(1, proxy.datagrams().drops(DropReason.TOO_LARGE));
    }
  }

  @Test
  void targetsAndSourcesMayBeIpv6() {
    try (var proxy = proxy().start();
        var client = Associated.with(proxy);
        var target = DatagramPeer.open("::1")) {
      client.echoes(target).echoes(server);
    }
  }

  @Test
  void aBlockedTargetGetsNothing() {
    try (var proxy = proxy().fallback(BlockOutbound.NAME).start();
        var client = Associated.with(proxy)) {
      client.sends("one", server.address()).sends("two", server.address());
      proxy.awaitDrops(DropReason.BLOCKED, 2);
      server.hasNothing();
    }
  }

  @Test
  void fragmentsAreDropped() {
    try (var proxy = proxy().start();
        var client = Associated.with(proxy)) {
      client.sendsRaw("0000 01 01 7f000001 0035 61").sendsRaw("0000 81 01 7f000001 0035 61");
      client.echoes(server);
      assertEquals(2, proxy.datagrams().drops(DropReason.FRAGMENT));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "0000 00",
        "0000 00 01 7f0000",
        "0000 00 01 7f000001 00",
        "0000 00 01 7f000001 0000 61",
        "0000 00 02 7f000001 0035 61",
        "0000 00 03 00 0035 61",
        "0000 00 03 02 2e2e 0035 61",
        "0000 00 03 ff 61",
        "0000 00 04 00000000000000000000000000000000 00"
      })
  void malformedOnesAreDropped(String hex) {
    try (var proxy = proxy().start();
        var client = Associated.with(proxy)) {
      client.sendsRaw(hex).echoes(server).sendsRaw(hex).echoes(server);
      assertEquals(2, proxy.datagrams().drops(DropReason.MALFORMED));
    }
  }

  @Test
  void aClosedPortHarmsNobodyElse() {
    Endpoint closed;
    try (var gone = DatagramPeer.open()) {
      closed = gone.address();
    }
    try (var proxy = proxy().start();
        var client = Associated.with(proxy)) {
      client.echoes(server);
      for (int i = 0; i < 5; i++) {
        client.sends("anyone?", closed).echoes(server);
      }
      proxy.awaitUploads(11);
    }
  }

  @Test
  void whatTheSystemRefusesToSendIsCounted() {
    Endpoint broadcast = Endpoint.parse("255.255.255.255:9");
    try (var proxy = proxy().start();
        var client = Associated.with(proxy)) {
      client.sends("everyone!", broadcast).echoes(server);
      assertEquals(1, proxy.datagrams().drops(DropReason.SEND_FAILED));
    }
  }

  @Test
  void theProxysOwnRelaysAreNoTargets() {
    try (var proxy = proxy().start();
        var client = Associated.with(proxy);
        var other = Associated.with(proxy)) {
      client.sends("loop", client.relay()).sends("loop", other.relay());
      client.sends("ping", server.address());
      client.sends("loop", server.receivesText("ping").from());
      client.echoes(server);
      assertEquals(3, proxy.dropsOfAll(DropReason.LOOP));
      other.echoes(server);
    }
  }

  /// More floods than processors, so that one of them always has something to relay.
  @Test
  void floodsDoNotStarveAnotherAssociation() throws InterruptedException {
    int floods = 4 * Runtime.getRuntime().availableProcessors();
    List<Associated> flooding = new ArrayList<>();
    try (var proxy = proxy().start();
        var sink = DatagramPeer.open()) {
      for (int i = 0; i < floods; i++) {
        flooding.add(Associated.with(proxy));
      }
      Thread flood = Thread.ofPlatform().start(() -> flood(flooding, sink.address()));
      try (var client = Associated.with(proxy)) {
        for (int i = 0; i < 100; i++) {
          client.echoes(server);
        }
      } finally {
        flood.interrupt();
        flood.join();
      }
    } finally {
      flooding.forEach(Associated::close);
    }
  }

  private static void flood(List<Associated> clients, Endpoint target) {
    while (!Thread.currentThread().isInterrupted()) {
      clients.forEach(client -> client.sends("flood", target));
    }
  }

  private ProxyUnderTest.Settings proxy() {
    return ProxyUnderTest.with().datagrams(means);
  }
}
