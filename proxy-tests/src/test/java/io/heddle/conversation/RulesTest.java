package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Cidr;
import io.heddle.address.DomainPattern;
import io.heddle.dial.Resolver;
import io.heddle.outbound.BlockOutbound;
import io.heddle.request.ResolvePolicy;
import io.heddle.route.Matcher;
import io.heddle.route.Router.Route;
import io.heddle.route.Rule;
import io.heddle.support.Origin;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.StubLookup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a client is told when a rule stops it.
@Tag("conversation")
class RulesTest {
  private static final Route BLOCKED = new Route("rules[0]", BlockOutbound.NAME);

  @Test
  void aBlockedAddressIsNotAllowedInAnyProtocol() {
    try (var proxy = ProxyUnderTest.with().rules(blocking("127.0.0.0/8")).start()) {
      try (var client = proxy.client()) {
        client.sends("04 01 00 50 7f 00 00 01 00").receives("00 5b 00 00 00 00 00 00");
      }
      try (var client = proxy.client()) {
        client.sends("05 01 00").receives("05 00");
        client.sends("05 01 00 01 00 00 00 00 00 50").receives("05 02 00 01 00 00 00 00 00 00");
      }
      try (var client = proxy.client()) {
        client.sendsText("CONNECT [::ffff:127.0.0.1]:80 HTTP/1.1\r\n\r\n");
        client.receivesText("HTTP/1.1 403 Forbidden: ");
      }
    }
  }

  @Test
  void whatNoRuleNamesGoesOn() {
    Rule rule =
        new Rule(List.of(new Matcher.Domains(Set.of(DomainPattern.parse("ads.example")))), BLOCKED);
    try (var origin = Origin.start();
        var proxy = ProxyUnderTest.with().rules(rule).start();
        var client = proxy.client()) {
      client
          .sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n")
          .receivesText("HTTP/1.1 200");
    }
  }

  @Test
  void aNameIsBlockedByItsAddressIfTheRuleSaysSo() {
    Rule rule =
        new Rule(
            List.of(new Matcher.Cidrs(Set.of(Cidr.parse("10.0.0.0/8")), ResolvePolicy.IF_NEEDED)),
            BLOCKED);
    try (var proxy =
            ProxyUnderTest.with()
                .rules(rule)
                .lookup(
                    _ -> new InetAddress[] {InetAddress.ofLiteral("10.0.0.1")},
                    Duration.ofSeconds(5))
                .start();
        var client = proxy.client()) {
      client.sendsText("CONNECT host.example:80 HTTP/1.1\r\n\r\n").receivesText("HTTP/1.1 403");
    }
  }

  /// A name whose AAAA record is `::ffff:127.0.0.1`.
  @Test
  void anIpv4AddressInAnAaaaRecordIsBlockedAsTheAddress() {
    StubLookup names = new StubLookup().knowsMapped("mapped.example", "127.0.0.1");
    Rule rule =
        new Rule(
            List.of(new Matcher.Cidrs(Set.of(Cidr.parse("127.0.0.0/8")), ResolvePolicy.IF_NEEDED)),
            BLOCKED);
    try (names;
        var origin = Origin.start();
        var proxy = ProxyUnderTest.with().rules(rule).lookup(names, Duration.ofSeconds(5)).start();
        var client = proxy.client()) {
      client
          .sendsText("CONNECT mapped.example:" + origin.address().port() + " HTTP/1.1\r\n\r\n")
          .receivesText("HTTP/1.1 403");
    }
  }

  /// The name changes with each lookup: first to an address that no rule names, then to one that a
  /// rule blocks.
  private static Resolver.Lookup changing(InetAddress first, InetAddress... then) {
    AtomicInteger asked = new AtomicInteger();
    return _ -> asked.getAndIncrement() == 0 ? new InetAddress[] {first} : then;
  }

  private static Rule blockingResolved(String block) {
    return new Rule(
        List.of(new Matcher.Cidrs(Set.of(Cidr.parse(block)), ResolvePolicy.IF_NEEDED)), BLOCKED);
  }

  @Test
  void theAddressThatTheRulesHaveSeenIsTheOneThatIsDialled() {
    InetAddress allowed = InetAddress.ofLiteral("127.0.0.1");
    InetAddress blocked = InetAddress.ofLiteral("127.0.0.2");
    try (var origin = Origin.start();
        var forbidden = Origin.start("127.0.0.2", origin.address().port());
        var proxy =
            ProxyUnderTest.with()
                .rules(blockingResolved("127.0.0.2/32"))
                .lookup(changing(allowed, blocked), Duration.ofSeconds(5))
                .lookupLifetime(Duration.ZERO)
                .start();
        var client = proxy.client()) {
      client
          .sendsText("CONNECT changes.example:" + forbidden.address().port() + " HTTP/1.1\r\n\r\n")
          .receivesText("HTTP/1.1 200");
      origin.accept().close();
    }
  }

  /// A connection in the pool may lead to an address that the rules have not seen this time.
  @Test
  void aRequestGoesOnNoConnectionToAnAddressThatTheRulesHaveNotSeen() {
    InetAddress first = InetAddress.ofLiteral("127.0.0.1");
    InetAddress then = InetAddress.ofLiteral("127.0.0.2");
    try (var before = Origin.start();
        var after = Origin.start("127.0.0.2", before.address().port());
        var proxy =
            ProxyUnderTest.with()
                .rules(blockingResolved("10.0.0.0/8"))
                .lookup(changing(first, then), Duration.ofSeconds(5))
                .lookupLifetime(Duration.ZERO)
                .start();
        var client = proxy.client()) {
      String url = "http://changes.example:" + before.address().port() + "/";
      for (Origin origin : List.of(before, after)) {
        client.sendsText("GET " + url + " HTTP/1.1\r\nHost: changes.example\r\n\r\n");
        var server = origin.accept();
        server.receivesHead();
        server.sendsText("HTTP/1.1 204 No Content\r\n\r\n");
        assertTrue(client.receivesHead().startsWith("HTTP/1.1 204 "));
      }
    }
  }

  @Test
  void aNameThatTheRulesCouldNotResolveIsNotDialled() {
    AtomicInteger asked = new AtomicInteger();
    Resolver.Lookup failsOnce =
        name -> {
          if (asked.getAndIncrement() == 0) {
            throw new UnknownHostException(name);
          }
          return new InetAddress[] {InetAddress.ofLiteral("127.0.0.2")};
        };
    try (var forbidden = Origin.start("127.0.0.2", 0);
        var proxy =
            ProxyUnderTest.with()
                .rules(blockingResolved("127.0.0.2/32"))
                .lookup(failsOnce, Duration.ofSeconds(5))
                .lookupLifetime(Duration.ZERO)
                .start();
        var client = proxy.client()) {
      client
          .sendsText("CONNECT changes.example:" + forbidden.address().port() + " HTTP/1.1\r\n\r\n")
          .receivesText("HTTP/1.1 502");
    }
  }

  private static Rule blocking(String block) {
    return new Rule(
        List.of(new Matcher.Cidrs(Set.of(Cidr.parse(block)), ResolvePolicy.NEVER)), BLOCKED);
  }
}
