package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Cidr;
import io.heddle.outbound.BlockOutbound;
import io.heddle.outbound.PacOutbound.ScriptFallback;
import io.heddle.policy.PolicyBinding;
import io.heddle.policy.PolicyEntry;
import io.heddle.policy.PolicySelection;
import io.heddle.policy.PolicySelection.SelectionMode;
import io.heddle.policy.RefusedTargets;
import io.heddle.request.ResolvePolicy;
import io.heddle.route.Matcher;
import io.heddle.route.Router.Route;
import io.heddle.route.Rule;
import io.heddle.support.Origin;
import io.heddle.support.PacOffice;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TestOutbounds;
import io.heddle.support.TestOutbounds.OutboundFactory;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Private guard on names that this proxy looks up for an upstream.
@Tag("conversation")
class PolicyUpstreamTest {
  /// A rule that wants the address of each name, and fits none.
  private static final Rule RESOLVING =
      new Rule(
          List.of(new Matcher.Cidrs(Set.of(Cidr.parse("203.0.113.0/24")), ResolvePolicy.IF_NEEDED)),
          new Route("rules[0]", BlockOutbound.NAME));

  private final Origin upstream = Origin.start();
  private final RefusedTargets refused = new RefusedTargets();

  @AfterEach
  void close() {
    upstream.close();
  }

  private ProxyUnderTest.Settings settings(String allow, String deny, OutboundFactory through) {
    var selection =
        PolicySelection.command(
            Optional.empty(),
            Optional.of(PolicyEntry.parseList(allow)),
            PolicyEntry.parseList(deny),
            SelectionMode.ENFORCE);
    return ProxyUnderTest.with().policy(new PolicyBinding(selection, refused)).through(through);
  }

  private static InetAddress[] addresses(String text) {
    return Stream.of(text.split(" ", -1)).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
  }

  /// The address that a SOCKS 4 proxy gets; `-` if the request is refused.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a.example          |             | 192.0.2.1             | c0 00 02 01
          a.example          |             | 10.0.0.1              | -
          a.example          |             | 2001:db8::1 127.0.0.1 | -
          a.example          |             | 10.0.0.1 192.0.2.1    | c0 00 02 01
          a.example,10.0.0.1 |             | 10.0.0.1              | 0a 00 00 01
          a.example          | 192.0.2.1   | 192.0.2.1             | -
          a.example          | 192.0.2.1   | 192.0.2.1 192.0.2.2   | c0 00 02 02
          """)
  void aNameForSocks4IsGuarded(String allow, String deny, String known, String expected) {
    var to = TestOutbounds.socks4(upstream.address());
    InetAddress[] addresses = addresses(known);
    var bySystem =
        settings(allow, deny == null ? "" : deny, to)
            .lookup(_ -> addresses.clone(), Duration.ofSeconds(5));
    assertDialled(bySystem, expected);
    assertDialled(bySystem.rules(RESOLVING), expected);
    assertDialled(
        settings(allow, deny == null ? "" : deny, to)
            .hosts(Map.of("a.example", List.of(addresses))),
        expected);
  }

  private void assertDialled(ProxyUnderTest.Settings settings, String expected) {
    long before = refused.count();
    try (var proxy = settings.start();
        var client = proxy.client()) {
      client.sendsText("CONNECT a.example:80 HTTP/1.1\r\n\r\n");
      if (expected.equals("-")) {
        client.receivesText("HTTP/1.1 403 Forbidden: denied by policy");
        upstream.hasNoConnection();
        assertEquals(before + 1, refused.count());
      } else {
        try (var hop = upstream.accept()) {
          hop.receives("04 01 00 50 " + expected).sends("00 5a 00 00 00 00 00 00");
          client.receivesText("HTTP/1.1 200");
        }
      }
    }
  }

  /// What may not be dialled is not tried through a proxy, which would look the name up itself.
  @Test
  void aScriptLeadsNoWayAroundTheGuard(@TempDir Path folder) {
    PacOffice office = PacOffice.in(folder);
    office.answer("DIRECT; PROXY " + upstream.address());
    try (var proxy =
            settings("a.example", "", office.fromFile(ScriptFallback.BLOCK))
                .lookup(_ -> addresses("127.0.0.1"), Duration.ofSeconds(5))
                .start();
        var client = proxy.client()) {
      client.sendsText("CONNECT a.example:80 HTTP/1.1\r\n\r\n");
      String head = client.receivesHead();
      assertTrue(head.startsWith("HTTP/1.1 403 Forbidden: denied by policy"), head);
      upstream.hasNoConnection();
    }
  }
}
