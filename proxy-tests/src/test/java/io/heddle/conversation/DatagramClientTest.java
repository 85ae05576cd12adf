package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.Associated;
import io.heddle.support.DatagramPeer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.udp.DropReason;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who may send through an association, and who receives.
@Tag("conversation")
class DatagramClientTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final DatagramPeer server = DatagramPeer.open();

  @AfterEach
  void close() {
    server.close();
  }

  /// A client may move at any time: no silence is needed.
  private static ProxyUnderTest lenient() {
    return ProxyUnderTest.with().udpTimes(LONG, Duration.ZERO, LONG).start();
  }

  @Test
  void anotherAddressIsNotTheClient() {
    try (var proxy = lenient();
        var client = Associated.with(proxy);
        var stranger = DatagramPeer.open("127.0.0.2")) {
      stranger.sends(Associated.framed("mine", server.address()), client.relay());
      client.echoes(server);
      stranger.sends(Associated.framed("mine", server.address()), client.relay());
      client.echoes(server);
      assertEquals(2, proxy.datagrams().drops(DropReason.FOREIGN));
    }
  }

  @Test
  void anotherPortIsNotTheClientWhileTheClientIsActive() {
    try (var proxy = ProxyUnderTest.start();
        var client = Associated.with(proxy);
        var neighbour = DatagramPeer.open()) {
      client.echoes(server);
      neighbour.sends(Associated.framed("mine", server.address()), client.relay());
      client.echoes(server);
      assertEquals(1, proxy.datagrams().drops(DropReason.FOREIGN));
      neighbour.hasNothing();
    }
  }

  @Test
  void aClientThatMovesAfterSilenceIsFollowed() {
    try (var proxy = lenient();
        var client = Associated.with(proxy);
        var moved = DatagramPeer.open()) {
      client.echoes(server);
      var later = new Associated(client.control(), client.relay(), moved);
      later.echoes(server);
      client.socket().hasNothing();
    }
  }

  @Test
  void theDeclaredPortIsTheClientWhoeverWasFirst() {
    try (var proxy = ProxyUnderTest.start();
        var client = Associated.declaring(proxy);
        var neighbour = DatagramPeer.open()) {
      new Associated(client.control(), client.relay(), neighbour).echoes(server);
      client.echoes(server);
      neighbour.sends(Associated.framed("mine", server.address()), client.relay());
      client.echoes(server);
      assertEquals(1, proxy.datagrams().drops(DropReason.FOREIGN));
    }
  }

  @Test
  void whatIsMalformedDoesNotMakeAClient() {
    try (var proxy = ProxyUnderTest.start();
        var client = Associated.with(proxy);
        var neighbour = DatagramPeer.open()) {
      neighbour.sendsText("nonsense", client.relay());
      client.echoes(server);
      assertEquals(1, proxy.datagrams().drops(DropReason.MALFORMED));
    }
  }

  /// With one socket for both sides, this target would be the client that has moved.
  @Test
  void aTargetOnTheClientsAddressCannotPassForTheClient() {
    try (var proxy = lenient();
        var client = Associated.with(proxy);
        var victim = DatagramPeer.open()) {
      client.sends("hello", server.address());
      var relay = server.receivesText("hello").from();
      String forged = "\0\0\0\1\177\0\0\1" + port(victim) + "in your name";
      server.sendsText(forged, relay);
      client.receives(forged, server.address());
      victim.hasNothing();
      client.echoes(server);
    }
  }

  private static String port(DatagramPeer peer) {
    int port = peer.address().port();
    return "" + (char) (port >> 8) + (char) (port & 0xff);
  }

  @Test
  void twoAssociationsOfOneClientAddressAreApart() {
    try (var proxy = ProxyUnderTest.start();
        var one = Associated.with(proxy);
        var two = Associated.with(proxy)) {
      one.echoes(server);
      two.echoes(server);
      one.socket().sends(Associated.framed("astray", server.address()), two.relay());
      two.echoes(server);
      assertEquals(1, proxy.dropsOfAll(DropReason.FOREIGN));
    }
  }
}
