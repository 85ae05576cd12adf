package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.StubLookup;
import io.heddle.support.TunnelPeers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// SOCKS 5 as its clients speak it.
@Tag("conversation")
class Socks5Test {
  private static final String LOOPBACK_V6 = "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01";
  private static final String NO_ADDRESS = "00 01 00 00 00 00 00 00";

  private final Origin origin = Origin.start();
  private final StubLookup names = new StubLookup();

  @AfterEach
  void close() {
    origin.close();
    names.close();
  }

  private ProxyUnderTest proxyWithNames() {
    return ProxyUnderTest.with().lookup(names, Duration.ofSeconds(5)).start();
  }

  private ProxyUnderTest proxyOfAlice() {
    return ProxyUnderTest.with().user("alice", "s3cret").start();
  }

  /// The request to connect to a name.
  private static String toName(String name, Origin origin) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return "05 01 00 03 %02x %s %s"
        .formatted(bytes.length, HexFormat.ofDelimiter(" ").formatHex(bytes), origin.portHex());
  }

  /// RFC 1929.
  private static String credentials(String user, String password) {
    HexFormat hex = HexFormat.ofDelimiter(" ");
    return "01 %02x %s %02x %s"
        .formatted(
            user.length(),
            hex.formatHex(user.getBytes(StandardCharsets.UTF_8)),
            password.length(),
            hex.formatHex(password.getBytes(StandardCharsets.UTF_8)));
  }

  private void receivesGrant(Peer client, Origin from) {
    try (Peer server = from.accept()) {
      client.receivesAtOnce("05 00 00 01 7f 00 00 01 " + TunnelPeers.portHex(server));
      server.sendsText("hello");
      client.receivesText("hello");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01 02 61 ff 01 62",
        "01 05 61 6c 69 63 65 06 73 33 63 72 65 ff",
        "01 01 c3 00",
      })
  void credentialsThatAreNotUtf8AreWrong(String credentials) {
    try (var proxy = proxyOfAlice();
        var client = proxy.client()) {
      client.sends("05 01 02").receives("05 02");
      client.sends(credentials).receivesAtOnce("01 01").receivesEnd();
    }
  }

  @Test
  void aGrantTellsOurRealEndOfTheStream() {
    try (var proxy = ProxyUnderTest.start();
        var client = proxy.client()) {
      client.sends("05 01 00").receivesAtOnce("05 00");
      client.sends(TunnelPeers.socks5(origin));
      receivesGrant(client, origin);
    }
  }

  @Test
  void anIpv6TargetIsReachedAndItsEndTold() {
    try (var proxy = ProxyUnderTest.start();
        var origin6 = Origin.start("::1", 0);
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      client.sends("05 01 00 04 " + LOOPBACK_V6 + " " + origin6.portHex());
      try (Peer server = origin6.accept()) {
        client.receivesAtOnce("05 00 00 04 " + LOOPBACK_V6 + " " + TunnelPeers.portHex(server));
      }
    }
  }

  @Test
  void anIpv4AddressMappedIntoIpv6IsTheIpv4Address() {
    try (var proxy = ProxyUnderTest.start();
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      client.sends(
          "05 01 00 04 00 00 00 00 00 00 00 00 00 00 ff ff 7f 00 00 01 " + origin.portHex());
      receivesGrant(client, origin);
    }
  }

  @Test
  void aNameIsLookedUp() {
    names.knows("origin.test", "127.0.0.1");
    try (var proxy = proxyWithNames();
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      client.sends(toName("origin.test", origin));
      receivesGrant(client, origin);
    }
  }

  @Test
  void aNameInCapitalsWithAFinalDotIsTheSameName() {
    names.knows("origin.test", "127.0.0.1");
    try (var proxy = proxyWithNames();
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      client.sends(toName("Origin.TEST.", origin));
      receivesGrant(client, origin);
    }
  }

  @Test
  void anInternationalisedNameIsLookedUpInAscii() {
    names.knows("xn--bcher-kva.test", "127.0.0.1");
    try (var proxy = proxyWithNames();
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      client.sends(toName("bücher.test", origin));
      receivesGrant(client, origin);
    }
  }

  @Test
  void anIpv4LiteralInTheDomainFormIsNotLookedUp() {
    try (var proxy = proxyWithNames();
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      client.sends(toName("127.0.0.1", origin));
      receivesGrant(client, origin);
      assertEquals(0, names.asked("127.0.0.1"));
    }
  }

  @Test
  void anIpv6LiteralInTheDomainFormIsNotLookedUp() {
    try (var proxy = proxyWithNames();
        var origin6 = Origin.start("::1", 0);
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      client.sends(toName("::1", origin6));
      try (Peer server = origin6.accept()) {
        client.receives("05 00 00 04 " + LOOPBACK_V6 + " " + TunnelPeers.portHex(server));
      }
    }
  }

  @Test
  void aHandshakeMayComeByteByByte() {
    try (var proxy = proxyOfAlice();
        var client = proxy.client()) {
      client.sendsSlowly("05 02 00 02").receives("05 02");
      client.sendsSlowly(credentials("alice", "s3cret")).receives("01 00");
      client.sendsSlowly(TunnelPeers.socks5(origin) + " 68 69");
      try (Peer server = origin.accept()) {
        server.receivesText("hi");
        client.receives("05 00 00 01 7f 00 00 01 " + TunnelPeers.portHex(server));
      }
    }
  }

  @Test
  void aHandshakeMayComeAllAtOnceWithTheFirstPayload() {
    try (var proxy = proxyOfAlice();
        var client = proxy.client()) {
      client.sends(
          "05 01 02 "
              + credentials("alice", "s3cret")
              + " "
              + TunnelPeers.socks5(origin)
              + " 68 69");
      try (Peer server = origin.accept()) {
        server.receivesText("hi");
        client.receives("05 02 01 00 05 00 00 01 7f 00 00 01 " + TunnelPeers.portHex(server));
      }
    }
  }

  @Test
  void aPayloadLargerThanAnyBufferMayComeWithTheHandshake() {
    byte[] payload = new byte[100_000];
    Arrays.fill(payload, (byte) 'x');
    try (var proxy = ProxyUnderTest.start();
        var client = proxy.client()) {
      byte[] handshake =
          HexFormat.ofDelimiter(" ").parseHex("05 01 00 " + TunnelPeers.socks5(origin));
      byte[] all = Arrays.copyOf(handshake, handshake.length + payload.length);
      System.arraycopy(payload, 0, all, handshake.length, payload.length);
      client.sendsBytes(all).ends();
      try (Peer server = origin.accept()) {
        server.receivesBytes(payload).receivesEnd();
      }
    }
  }

  @Test
  void theRightCredentialsOpenTheWay() {
    try (var proxy = proxyOfAlice();
        var client = proxy.client()) {
      client.sends("05 02 00 02").receivesAtOnce("05 02");
      client.sends(credentials("alice", "s3cret")).receivesAtOnce("01 00");
      client.sends(TunnelPeers.socks5(origin));
      receivesGrant(client, origin);
    }
  }

  @Test
  void wrongCredentialsEndTheConversation() {
    try (var proxy = proxyOfAlice();
        var client = proxy.client()) {
      client.sends("05 01 02").receives("05 02");
      client.sends(credentials("alice", "secret")).receivesAtOnce("01 01").receivesEnd();
    }
  }

  @Test
  void anUnknownUserIsToldTheSame() {
    try (var proxy = proxyOfAlice();
        var client = proxy.client()) {
      client.sends("05 01 02").receives("05 02");
      client.sends(credentials("bob", "s3cret")).receivesAtOnce("01 01").receivesEnd();
    }
  }

  @Test
  void aRequestSentAheadOfWrongCredentialsIsNotServed() {
    try (var proxy = proxyOfAlice();
        var client = proxy.client()) {
      client.sends("05 01 02 " + credentials("alice", "wrong") + " " + TunnelPeers.socks5(origin));
      client.receives("05 02 01 01").receivesEnd();
    }
  }

  @Test
  void aClientThatCannotAuthenticateIsToldSo() {
    try (var proxy = proxyOfAlice();
        var client = proxy.client()) {
      client.sends("05 01 00").receivesAtOnce("05 ff").receivesEnd();
    }
  }

  @Test
  void aClientThatOffersNoMethodIsToldSo() {
    try (var proxy = ProxyUnderTest.start();
        var client = proxy.client()) {
      client.sends("05 00").receivesAtOnce("05 ff").receivesEnd();
    }
  }

  @Test
  void aClientThatInsistsOnCredentialsNobodyAsksForIsToldSo() {
    try (var proxy = ProxyUnderTest.start();
        var client = proxy.client()) {
      client.sends("05 01 02").receivesAtOnce("05 ff").receivesEnd();
    }
  }

  @Test
  void credentialsOfAnotherVersionEndTheConversation() {
    try (var proxy = proxyOfAlice();
        var client = proxy.client()) {
      client.sends("05 01 02").receives("05 02");
      client.sends("05 01 61 01 62").receivesEnd();
    }
  }

  private void refuses(String request, String code) {
    try (var proxy = ProxyUnderTest.start();
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      client.sends(request).receivesAtOnce("05 " + code + " " + NO_ADDRESS).receivesEnd();
    }
  }

  @Test
  void bindIsNotSupported() {
    refuses("05 02 00 01 7f 00 00 01 00 50", "07");
  }

  @Test
  void anUnknownCommandIsNotSupported() {
    refuses("05 77 00 01 7f 00 00 01 00 50", "07");
  }

  @Test
  void torsCommandsAreStreams() {
    try (var proxy = ProxyUnderTest.start()) {
      for (String command : new String[] {"f0", "f1"}) {
        try (var client = proxy.client()) {
          client.sends("05 01 00").receives("05 00");
          client.sends("05 " + command + " 00 01 7f 00 00 01 " + origin.portHex());
          receivesGrant(client, origin);
        }
      }
    }
  }

  @Test
  void anUnknownAddressTypeIsNotSupported() {
    refuses("05 01 00 02 7f 00 00 01 00 50", "08");
  }

  @Test
  void anEmptyNameIsMalformed() {
    refuses("05 01 00 03 00 00 50", "01");
  }

  @Test
  void aNameThatIsNoneIsMalformed() {
    refuses("05 01 00 03 03 61 20 62 00 50", "01");
  }

  @Test
  void port0IsMalformed() {
    refuses("05 01 00 01 7f 00 00 01 00 00", "01");
  }

  @Test
  void aRequestOfAnotherVersionIsMalformed() {
    refuses("04 01 00 50 7f 00 00 01 00", "01");
  }

  @Test
  void aClientThatLeavesInsideARequestIsNotAnswered() {
    try (var proxy = ProxyUnderTest.start();
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      client.sends("05 01 00 01 7f").ends().receivesEnd();
    }
  }
}
