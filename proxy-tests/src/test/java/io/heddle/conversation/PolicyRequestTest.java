package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.policy.PolicyBinding;
import io.heddle.policy.PolicyDefinition;
import io.heddle.policy.PolicyEntry;
import io.heddle.policy.PolicySelection;
import io.heddle.policy.PolicySelection.SelectionMode;
import io.heddle.policy.RefusedTargets;
import io.heddle.support.Associated;
import io.heddle.support.DatagramPeer;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.StubLookup;
import io.heddle.udp.DropReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Policy of a listener, in each protocol and spelling of the target. All names lead to the loopback.
@Tag("conversation")
class PolicyRequestTest {
  private final Origin origin = Origin.start();
  private final StubLookup names =
      new StubLookup()
          .knows("a.example", "127.0.0.1")
          .knows("b.example", "127.0.0.1")
          .knows("xn--bcher-kva.example", "127.0.0.1");
  private final RefusedTargets refused = new RefusedTargets();
  private Optional<ProxyUnderTest> started = Optional.empty();

  @AfterEach
  void close() {
    started.ifPresent(ProxyUnderTest::close);
    origin.close();
    names.close();
  }

  private ProxyUnderTest proxy(Optional<String> allow, String deny) {
    var selection =
        PolicySelection.command(
            Optional.empty(),
            allow.map(PolicyEntry::parseList),
            PolicyEntry.parseList(deny),
            SelectionMode.ENFORCE);
    ProxyUnderTest proxy =
        ProxyUnderTest.with()
            .lookup(names, Duration.ofSeconds(5))
            .policy(new PolicyBinding(selection, refused))
            .start();
    started = Optional.of(proxy);
    return proxy;
  }

  private int port() {
    return origin.address().port();
  }

  private static String hex(String text) {
    return HexFormat.ofDelimiter(" ").formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  /// `yes` in the last column: the target is reached in every protocol.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a.example,127.0.0.0/8          |           | a.example             | yes
          a.example,127.0.0.0/8          |           | A.Example.            | yes
          a.example,127.0.0.0/8          |           | b.example             | no
          a.example,127.0.0.0/8          | a.example | a.example             | no
          =example,127.0.0.0/8           |           | a.example             | no
          bücher.example,127.0.0.0/8     |           | xn--bcher-kva.example | yes
          127.0.0.1                      |           | 127.0.0.1             | yes
          127.0.0.1                      |           | 0x7f.1                | yes
          127.0.0.1                      |           | 2130706433            | yes
          127.0.0.1                      |           | localhost             | no
          localhost                      |           | localhost             | yes
          localhost                      |           | 127.0.0.1             | no
          a.example                      |           | a.example             | no
          a.example                      |           | 127.0.0.1             | no
          127.0.0.0/8                    | 127.0.0.1 | 0177.0.0.1            | no
          127.0.0.1:1                    |           | 127.0.0.1             | no
          ''                             |           | a.example             | no
          """)
  void eachProtocolAsksThePolicy(String allow, String deny, String host, String reached) {
    boolean expected = reached.equals("yes");
    ProxyUnderTest proxy =
        proxy(Optional.of(allow.equals("''") ? "" : allow), deny == null ? "" : deny);
    socks4(proxy, host, expected);
    socks5(proxy, host, expected);
    connect(proxy, host, expected);
    get(proxy, host, expected);
    datagram(proxy, host, expected);
    assertEquals(expected ? 0 : 5, refused.count());
    if (!expected) {
      origin.hasNoConnection();
    }
  }

  private void socks4(ProxyUnderTest proxy, String host, boolean expected) {
    try (var client = proxy.client()) {
      client.sends("04 01 %s 00 00 00 01 00 %s 00".formatted(origin.portHex(), hex(host)));
      client.receives(expected ? "00 5a" : "00 5b");
      if (expected) {
        origin.accept().close();
      }
    }
  }

  private void socks5(ProxyUnderTest proxy, String host, boolean expected) {
    try (var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      client.sends("05 01 00 03 %02x %s %s".formatted(host.length(), hex(host), origin.portHex()));
      client.receives(expected ? "05 00" : "05 02");
      if (expected) {
        origin.accept().close();
      }
    }
  }

  private void connect(ProxyUnderTest proxy, String host, boolean expected) {
    try (var client = proxy.client()) {
      client.sendsText("CONNECT " + host + ":" + port() + " HTTP/1.1\r\n\r\n");
      client.receivesText(expected ? "HTTP/1.1 200" : "HTTP/1.1 403 Forbidden: denied by policy");
      if (expected) {
        origin.accept().close();
      }
    }
  }

  private void get(ProxyUnderTest proxy, String host, boolean expected) {
    try (var client = proxy.client()) {
      client.sendsText(
          "GET http://%s:%d/ HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(host, port(), host));
      if (expected) {
        try (Peer server = origin.accept()) {
          server.receivesHead();
          server.sendsText("HTTP/1.1 204 No Content\r\n\r\n");
          client.receivesText("HTTP/1.1 204");
        }
      } else {
        client.receivesText("HTTP/1.1 403 Forbidden: denied by policy");
      }
    }
  }

  private void datagram(ProxyUnderTest proxy, String host, boolean expected) {
    try (var server = DatagramPeer.open("127.0.0.1", port());
        var client = Associated.with(proxy)) {
      client.sendsRaw(
          "00 00 00 03 %02x %s %s 68 69".formatted(host.length(), hex(host), origin.portHex()));
      if (expected) {
        server.receivesText("hi");
      } else {
        proxy.awaitDrops(DropReason.POLICY, 1);
        server.hasNothing();
      }
    }
  }

  @Test
  void aKeptConnectionIsAskedForEachRequest() {
    try (var client = proxy(Optional.of("a.example,127.0.0.1"), "").client()) {
      for (String host : List.of("b.example", "a.example", "b.example")) {
        client.sendsText("GET http://%s:%d/ HTTP/1.1\r\nHost: x\r\n\r\n".formatted(host, port()));
        if (host.equals("a.example")) {
          try (Peer server = origin.accept()) {
            server.receivesHead();
            server.sendsText("HTTP/1.1 204 No Content\r\n\r\n");
            client.receivesText("HTTP/1.1 204 No Content\r\n\r\n");
          }
        } else {
          String head = client.receivesHead();
          assertTrue(head.startsWith("HTTP/1.1 403 "), head);
          int start = head.indexOf("Content-Length: ") + 16;
          client.receivesBytes(Integer.parseInt(head.substring(start, head.indexOf("\r", start))));
        }
      }
      assertEquals(2, refused.count());
      assertEquals(List.of(new Endpoint(Host.parse("b.example"), port())), refused.first());
    }
  }

  @Test
  void theProxyItselfIsATargetLikeOthers() {
    try (var client = proxy(Optional.of(""), "").client()) {
      client.sendsText("GET http://heddle.test/ HTTP/1.1\r\nHost: heddle.test\r\n\r\n");
      client.receivesText("HTTP/1.1 403 Forbidden: denied by policy");
    }
    try (var client = started.orElseThrow().client()) {
      client.sendsText("CONNECT heddle.test:80 HTTP/1.1\r\n\r\n");
      client.receivesText("HTTP/1.1 403 Forbidden: denied by policy");
    }
  }

  @Test
  void aRefusalSaysWhoDeniesWhatAndWhatWouldAllowIt() {
    try (var client = proxy(Optional.of("a.example"), "").client()) {
      client.sendsText("CONNECT registry.example:443 HTTP/1.1\r\n\r\n");
      String head = client.receivesHead();
      assertTrue(
          head.startsWith(
              "HTTP/1.1 403 Forbidden: denied by policy from the options of heddle exec:"
                  + " registry.example:443. This is deliberate, not a network fault: another way will not help. To allow it:"
                  + " heddle exec --allow ...,registry.example\r\n"),
          head);
      assertTrue(
          head.contains(
              "Proxy-Status: heddle; error=http_request_denied; details=\"policy exec\"\r\n"),
          head);
    }
  }

  @Test
  void aConfiguredListenerNamesItsPolicy() {
    try (var proxy = ProxyUnderTest.with().policy(PolicyDefinition.named("agent")).start();
        var client = proxy.client()) {
      client.sendsText("CONNECT 10.1.2.3:443 HTTP/1.1\r\n\r\n");
      String head = client.receivesHead();
      assertTrue(
          head.contains(
              "denied by policy \"agent\": 10.1.2.3:443, a private address. This is deliberate, not"
                  + " a network fault: another way will not help. To allow it: add"
                  + " policies.agent.allow with 10.1.2.3 and all else that clients need\r\n"),
          head);
    }
  }
}
