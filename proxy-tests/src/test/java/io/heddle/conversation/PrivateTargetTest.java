package io.heddle.conversation;

import io.heddle.outbound.BlockOutbound;
import io.heddle.route.Matcher;
import io.heddle.route.Router.Route;
import io.heddle.route.Rule;
import io.heddle.support.Associated;
import io.heddle.support.DatagramPeer;
import io.heddle.support.Origin;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.StubLookup;
import io.heddle.udp.DropReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules on private addresses, in each protocol and spelling of the target.
@Tag("conversation")
class PrivateTargetTest {
  private static final Rule NO_PRIVATE =
      new Rule(List.of(new Matcher.PrivateTarget()), new Route("rules[0]", BlockOutbound.NAME));

  private final StubLookup names =
      new StubLookup()
          .knows("inside.example", "10.1.2.3")
          .knows("both.example", "192.0.2.1", "::1")
          .knows("nat64.example", "64:ff9b::7f00:1")
          .knowsMapped("mapped.example", "127.0.0.1");
  private final ProxyUnderTest proxy =
      ProxyUnderTest.with().rules(NO_PRIVATE).lookup(names, Duration.ofSeconds(5)).start();

  @AfterEach
  void close() {
    proxy.close();
    names.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "0x7f.1",
        "0x7f000001",
        "2130706433",
        "0177.0.0.1",
        "017700000001",
        "0",
        "169.254.169.254",
        "0xa9fea9fe",
        "localhost",
        "LOCALHOST.",
        "a.localhost",
        "inside.example",
        "both.example",
        "nat64.example",
        "mapped.example",
      })
  void aTextThatLeadsToAPrivateAddressIsBlocked(String host) {
    String hex = hex(host);
    try (var client = proxy.client()) {
      client.sends("04 01 00 50 00 00 00 01 00 " + hex + " 00").receives("00 5b 00 00 00 00 00 00");
    }
    try (var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      client
          .sends("05 01 00 03 %02x %s 00 50".formatted(host.length(), hex))
          .receives("05 02 00 01 00 00 00 00 00 00");
    }
    for (String head : List.of("CONNECT " + host + ":80", "GET http://" + host + "/")) {
      try (var client = proxy.client()) {
        client
            .sendsText(head + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
            .receivesText("HTTP/1.1 403 Forbidden");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[::1]", "[::]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"})
  void anIpv6AddressThatLeadsToAPrivateOneIsBlocked(String host) {
    for (String head : List.of("CONNECT " + host + ":80", "GET http://" + host + "/")) {
      try (var client = proxy.client()) {
        client
            .sendsText(head + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
            .receivesText("HTTP/1.1 403 Forbidden");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "0x7f.1", "0177.1", "localhost", "mapped.example"})
  void datagramsToItAreDropped(String host) {
    try (var server = DatagramPeer.open();
        var client = Associated.with(proxy)) {
      client.sendsRaw(
          "00 00 00 03 %02x %s %04x".formatted(host.length(), hex(host), server.address().port()));
      proxy.awaitDrops(DropReason.BLOCKED, 1);
    }
  }

  @Test
  void aNumericTextIsDialledAsTheAddressThatItMeans() {
    try (var origin = Origin.start();
        var open = ProxyUnderTest.start()) {
      for (String host : List.of("0x7f.1", "0177.0.0.1", "2130706433")) {
        try (var client = open.client()) {
          client
              .sendsText("CONNECT " + host + ":" + origin.address().port() + " HTTP/1.1\r\n\r\n")
              .receivesText("HTTP/1.1 200");
          origin.accept().close();
        }
      }
    }
  }

  private static String hex(String text) {
    return HexFormat.ofDelimiter(" ").formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }
}
