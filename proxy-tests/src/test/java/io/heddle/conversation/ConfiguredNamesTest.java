package io.heddle.conversation;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.outbound.BlockOutbound;
import io.heddle.route.Matcher;
import io.heddle.route.Router.Route;
import io.heddle.route.Rule;
import io.heddle.support.Associated;
import io.heddle.support.DatagramPeer;
import io.heddle.support.Origin;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.StubLookup;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Names whose addresses the configuration gives.
@Tag("conversation")
class ConfiguredNamesTest {
  private static final List<InetAddress> LOOPBACK = List.of(InetAddress.ofLiteral("127.0.0.1"));

  /// A resolver that knows none of them.
  private static ProxyUnderTest.Settings knowing(String... names) {
    Map<String, List<InetAddress>> hosts = new HashMap<>();
    for (String name : names) {
      hosts.put(name, LOOPBACK);
    }
    return ProxyUnderTest.with().hosts(hosts).lookup(new StubLookup(), Duration.ofSeconds(5));
  }

  @Test
  void eachProtocolReachesThem() {
    String name = "x.dev.test";
    String hex = HexFormat.ofDelimiter(" ").formatHex(name.getBytes(StandardCharsets.US_ASCII));
    try (var origin = Origin.start();
        var proxy = knowing("*.dev.test").start()) {
      int port = origin.address().port();
      try (var client = proxy.client()) {
        client
            .sends("04 01 " + origin.portHex() + " 00 00 00 01 00 " + hex + " 00")
            .receives("00 5a");
        origin.accept().close();
      }
      try (var client = proxy.client()) {
        client.sends("05 01 00").receives("05 00");
        client.sends("05 01 00 03 0a %s %s".formatted(hex, origin.portHex())).receives("05 00");
        origin.accept().close();
      }
      try (var client = proxy.client()) {
        client
            .sendsText("CONNECT X.dev.test.:" + port + " HTTP/1.1\r\n\r\n")
            .receivesText("HTTP/1.1 200");
        origin.accept().close();
      }
      try (var client = proxy.client()) {
        client.sendsText("GET http://" + name + ":" + port + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
        try (var server = origin.accept()) {
          server.receivesText("GET / HTTP/1.1\r\n");
        }
      }
    }
  }

  @Test
  void datagramsReachThem() {
    try (var server = DatagramPeer.open();
        var proxy = knowing("api.test").start();
        var client = Associated.with(proxy)) {
      client.sends("ping", new Endpoint(Host.parse("api.test"), server.address().port()));
      server.sendsText("pong", server.receivesText("ping").from());
      client.receives("pong", server.address());
    }
  }

  @Test
  void otherNamesAreLookedUp() {
    try (var proxy = knowing("api.test").start();
        var client = proxy.client()) {
      client.sendsText("CONNECT b.api.test:80 HTTP/1.1\r\n\r\n").receivesText("HTTP/1.1 502");
    }
  }

  @Test
  void rulesSeeTheirAddresses() {
    Rule rule =
        new Rule(List.of(new Matcher.PrivateTarget()), new Route("rules[0]", BlockOutbound.NAME));
    try (var proxy = knowing("api.test").rules(rule).start();
        var client = proxy.client()) {
      client.sendsText("CONNECT api.test:80 HTTP/1.1\r\n\r\n").receivesText("HTTP/1.1 403");
    }
  }
}
