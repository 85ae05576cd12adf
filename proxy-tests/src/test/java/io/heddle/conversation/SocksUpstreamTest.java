package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TestOutbounds;
import io.heddle.support.UnresponsiveOrigin;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Heddle as a client of SOCKS proxies, which the tests play.
@Tag("conversation")
class SocksUpstreamTest {
  private static final String CONNECT = "CONNECT host.example:80 HTTP/1.1\r\n\r\n";

  /// `host.example:80` as SOCKS 5 and 4A carry it.
  private static final String NAME = "68 6f 73 74 2e 65 78 61 6d 70 6c 65";

  private static final String REQUEST = "05 01 00 03 0c " + NAME + " 00 50";
  private static final String GRANTED = "05 00 00 01 00 00 00 00 00 00";

  private final Origin upstream = Origin.start();

  @AfterEach
  void close() {
    upstream.close();
  }

  @Test
  void aNameGoesToTheProxyUnresolved() {
    try (var proxy =
            ProxyUnderTest.with().through(TestOutbounds.socks5(upstream.address())).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receivesAtOnce("05 01 00").sends("05 00").receivesAtOnce(REQUEST).sends(GRANTED);
        client.receivesHead();
        client.sendsText("ping");
        hop.receivesText("ping").sendsText("pong").ends();
        client.receivesText("pong").receivesEnd().sendsText("more").ends();
        hop.receivesText("more").receivesEnd();
      }
    }
  }

  /// Names are up to the upstream: hyphens and underscores anywhere, other characters, 255 bytes.
  @ParameterizedTest
  @ValueSource(strings = {"-a-.b_.-", "a,b=c.example", "LONG"})
  void anyNameOfASocksClientGoesToTheProxyAsItIs(String given) {
    String name = given.equals("LONG") ? "a.".repeat(127) + "b" : given;
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    String request =
        "05 01 00 03 %02x %s 00 50"
            .formatted(bytes.length, HexFormat.ofDelimiter(" ").formatHex(bytes));
    try (var proxy =
            ProxyUnderTest.with().through(TestOutbounds.socks5(upstream.address())).start();
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00").sends(request);
      try (var hop = upstream.accept()) {
        hop.receives("05 01 00").sends("05 00").receives(request).sends(GRANTED);
        client.receives("05 00");
      }
    }
  }

  @Test
  void bothMethodsAreOfferedAndTheProxyChooses() {
    var through = TestOutbounds.socks5(upstream.address(), "me", "pw");
    try (var proxy = ProxyUnderTest.with().through(through).start()) {
      try (var client = proxy.client()) {
        client.sendsText(CONNECT);
        try (var hop = upstream.accept()) {
          hop.receives("05 02 00 02").sends("05 02").receives("01 02 6d 65 02 70 77");
          hop.sends("01 00").receives(REQUEST).sends(GRANTED);
          client.receivesText("HTTP/1.1 200");
        }
      }
      try (var client = proxy.client()) {
        client.sendsText(CONNECT);
        try (var hop = upstream.accept()) {
          hop.receives("05 02 00 02").sends("05 00").receives(REQUEST).sends(GRANTED);
          client.receivesText("HTTP/1.1 200");
        }
      }
    }
  }

  @Test
  void bytesThatComeWithTheReplyAreKept() {
    try (var proxy =
            ProxyUnderTest.with().through(TestOutbounds.socks5(upstream.address())).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receives("05 01 00").sends("05 00").receives(REQUEST).sends(GRANTED + " 32 32 30");
        client.receivesHead();
        client.receivesText("220");
      }
    }
  }

  @Test
  void bytesThatTheClientSendsAheadFollowTheTunnelAndNotTheRequest() {
    try (var proxy =
            ProxyUnderTest.with().through(TestOutbounds.socks5(upstream.address())).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT + "early");
      try (var hop = upstream.accept()) {
        hop.receives("05 01 00").sends("05 00").receivesAtOnce(REQUEST).sends(GRANTED);
        hop.receivesText("early");
      }
    }
  }

  @Test
  void theBoundAddressIsThatOfOurOwnSocket() {
    try (var proxy =
            ProxyUnderTest.with().through(TestOutbounds.socks5(upstream.address())).start();
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00").sends(REQUEST);
      try (var hop = upstream.accept()) {
        hop.receives("05 01 00").sends("05 00").receives(REQUEST);
        hop.sends("05 00 00 03 04 68 6f 73 74 00 07");
        int port = hop.socket().getPort();
        client.receives("05 00 00 01 7f 00 00 01 %02x %02x".formatted(port >> 8, port & 0xff));
      }
    }
  }

  /// Goes on when the next proxy has the request of a CONNECT.
  ///
  /// @param rest of the conversation, of the next proxy and the client
  private void afterTheRequest(BiConsumer<Peer, Peer> rest) {
    try (var proxy =
            ProxyUnderTest.with().through(TestOutbounds.socks5(upstream.address())).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receives("05 01 00").sends("05 00").receives(REQUEST);
        rest.accept(hop, client);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "01, 502, connection_terminated",
    "02, 403, http_request_denied",
    "03, 502, destination_ip_unroutable",
    "04, 502, destination_ip_unroutable",
    "05, 502, connection_refused",
    "06, 504, connection_timeout",
    "09, 502, connection_terminated",
  })
  void aRefusalIsPassedOnWithTheHopThatGaveIt(String code, int status, String error) {
    afterTheRequest((hop, client) -> {
      hop.sends("05 " + code + " 00 01 00 00 00 00 00 00");
      assertRefused(client, status, error, "no connection to host.example:80, ");
      hop.receivesEndOrReset();
    });
  }

  @ParameterizedTest
  @CsvSource({"00", "03 00 00 00", "ff 00 00 00 00 00 00"})
  void aRefusalCountsWhateverItsAddress(String address) {
    afterTheRequest((hop, client) -> {
      hop.sends("05 05 00 " + address);
      assertRefused(client, 502, "connection_refused", "no connection to host.example:80, ");
    });
  }

  @ParameterizedTest
  @CsvSource({"00 00 00 00 00 00 00", "03 00 00 00", "03 02 20 ff 00 50"})
  void aSuccessCountsWhateverItsAddress(String address) {
    afterTheRequest((hop, client) -> {
      hop.sends("05 00 00 " + address).sendsText("220 hello");
      client.receivesHead();
      client.receivesText("220 hello");
    });
  }

  @ParameterizedTest
  @CsvSource({"02, 02", "04, 04", "05, 05", "63, 01"})
  void aSocksClientGetsTheReplyCode(String code, String passedOn) {
    try (var proxy =
            ProxyUnderTest.with().through(TestOutbounds.socks5(upstream.address())).start();
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00").sends(REQUEST);
      try (var hop = upstream.accept()) {
        hop.receives("05 01 00").sends("05 00").receives(REQUEST);
        hop.sends("05 " + code + " 00 01 00 00 00 00 00 00");
        client.receives("05 " + passedOn + " 00 01 00 00 00 00 00 00").receivesEnd();
      }
    }
  }

  @Test
  void aProxyThatAcceptsNoMethodIsNamed() {
    try (var proxy =
            ProxyUnderTest.with().through(TestOutbounds.socks5(upstream.address())).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receives("05 01 00").sends("05 ff");
        assertRefused(
            client, 502, "connection_terminated", "asks for credentials, and none are configured");
      }
    }
  }

  @Test
  void wrongCredentialsAreNotTriedAgain() {
    var through = TestOutbounds.socks5(upstream.address(), "me", "wrong");
    try (var proxy = ProxyUnderTest.with().through(through).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receives("05 02 00 02").sends("05 02").receivesBytes(10);
        hop.sends("01 01");
        assertRefused(client, 502, "connection_terminated", "does not accept the configured user");
        hop.receivesEndOrReset();
      }
    }
  }

  @Test
  void aProxyThatIsNotThereIsNamed() {
    Endpoint nowhere = Origin.closedPort();
    try (var proxy = ProxyUnderTest.with().through(TestOutbounds.socks5(nowhere)).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      assertRefused(
          client,
          502,
          "destination_unavailable",
          "upstream up (" + nowhere + "): " + nowhere + " refused the connection");
    }
  }

  @Test
  void aProxyThatDoesNotAnswerIsGivenUp() {
    try (var deaf = UnresponsiveOrigin.start("127.0.0.1", 0);
        var proxy =
            ProxyUnderTest.with()
                .through(TestOutbounds.socks5(deaf.address()))
                .connect(Duration.ofMillis(300))
                .start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      assertRefused(client, 502, "destination_unavailable", "no answer in time");
    }
  }

  @Test
  void aProxyThatStallsInItsReplyIsGivenUp() {
    try (var proxy =
            ProxyUnderTest.with()
                .through(TestOutbounds.socks5(upstream.address()))
                .connect(Duration.ofMillis(300))
                .start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receives("05 01 00").sends("05 00").receives(REQUEST).sends("05 00 00");
        assertRefused(client, 504, "connection_timeout", "no answer to the request in time");
        hop.receivesEndOrReset();
      }
    }
  }

  @Test
  void aProxyThatHangsUpIsNamed() {
    try (var proxy =
        ProxyUnderTest.with().through(TestOutbounds.socks5(upstream.address())).start()) {
      try (var client = proxy.client()) {
        client.sendsText(CONNECT);
        upstream.accept().receives("05 01 00").close();
        assertRefused(client, 502, "connection_terminated", "closed the connection without");
      }
      try (var client = proxy.client()) {
        client.sendsText(CONNECT);
        upstream.accept().receives("05 01 00").resets();
        assertRefused(client, 502, "connection_terminated", "broke the connection");
      }
      try (var client = proxy.client()) {
        client.sendsText(CONNECT);
        upstream.accept().receives("05 01 00").sendsText("HTTP/1.1 400\r\n\r\n").close();
        assertRefused(client, 502, "connection_terminated", "does not speak its protocol");
      }
    }
  }

  @Test
  void aResetBehindTheProxyReachesTheClient() {
    try (var proxy =
            ProxyUnderTest.with().through(TestOutbounds.socks5(upstream.address())).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      var hop = upstream.accept();
      hop.receives("05 01 00").sends("05 00").receives(REQUEST).sends(GRANTED);
      client.receivesHead();
      hop.resets();
      client.receivesReset();
    }
  }

  @Test
  void socks4aCarriesNames() {
    try (var proxy =
            ProxyUnderTest.with().through(TestOutbounds.socks4a(upstream.address())).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receivesAtOnce("04 01 00 50 00 00 00 01 6d 65 00 " + NAME + " 00");
        hop.sends("00 5a 00 00 00 00 00 00");
        client.receivesText("HTTP/1.1 200");
      }
    }
  }

  @Test
  void socks4GetsTheIpv4AddressOfAName() {
    try (var proxy =
            ProxyUnderTest.with()
                .lookup(
                    _ ->
                        new InetAddress[] {
                          InetAddress.ofLiteral("2001:db8::1"), InetAddress.ofLiteral("192.0.2.1")
                        },
                    Duration.ofSeconds(5))
                .through(TestOutbounds.socks4(upstream.address()))
                .start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.receivesAtOnce("04 01 00 50 c0 00 02 01 6d 65 00").sends("00 5b 00 00 00 00 00 00");
        assertRefused(client, 502, "connection_terminated", "rejected or failed");
      }
    }
  }

  @Test
  void socks4CannotCarryIpv6() {
    try (var proxy =
            ProxyUnderTest.with().through(TestOutbounds.socks4(upstream.address())).start();
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      client.sends("05 01 00 04 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01 00 50");
      client.receives("05 08 00 01 00 00 00 00 00 00");
    }
  }

  private void assertRefused(Peer client, int status, String error, String details) {
    String head = client.receivesHead();
    assertTrue(head.startsWith("HTTP/1.1 " + status + " "), head);
    assertTrue(head.contains("Proxy-Status: heddle; error=" + error + "; details=\"up"), head);
    assertTrue(head.contains(details), head);
  }
}
