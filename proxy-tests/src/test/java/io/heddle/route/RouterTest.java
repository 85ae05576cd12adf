package io.heddle.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Cidr;
import io.heddle.address.DomainPattern;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.hostlist.HostList;
import io.heddle.hostlist.HostListParser;
import io.heddle.hostlist.HostSet;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Client.ClientProtocol;
import io.heddle.request.ResolvePolicy;
import io.heddle.request.TransportProtocol;
import io.heddle.route.Router.Route;
import io.heddle.route.Router.RoutingInput;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("codec")
class RouterTest {
  private static final Route HIT = new Route("rules[0]", "tunnel");
  private static final Route MISS = new Route("default", "direct");

  @ParameterizedTest
  @CsvSource({
    "corp.example, corp.example, true",
    "corp.example, git.corp.example, true",
    "corp.example, a.b.corp.example, true",
    "corp.example, notcorp.example, false",
    "corp.example, example, false",
    "corp.example, CORP.Example., true",
    "=corp.example, corp.example, true",
    "=corp.example, git.corp.example, false",
    "*.corp.example, corp.example, true",
    "*.corp.example, git.corp.example, true",
    ".corp.example, git.corp.example, true",
    ".corp.example, notcorp.example, false",
    "bücher.example, xn--bcher-kva.example, true",
    "corp.example, 192.0.2.1, false",
  })
  void namesMatchAsNames(String pattern, String target, boolean hit) throws IOException {
    Matcher domains = new Matcher.Domains(Set.of(DomainPattern.parse(pattern)));
    assertEquals(hit ? HIT : MISS, route(domains, target, NameResolver.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.0/8, 0.0.0.0, true",
    "::1, [::], true",
    "127.0.0.0/8, ::ffff:127.0.0.1, true",
    "127.0.0.0/8, 10.0.0.1, false",
    "0.0.0.0/0, host.example, false",
  })
  void blocksMatchAddresses(String block, String target, boolean hit) throws IOException {
    Matcher cidrs = new Matcher.Cidrs(Set.of(Cidr.parse(block)), ResolvePolicy.NEVER);
    assertEquals(hit ? HIT : MISS, route(cidrs, target, _ -> List.of(ip("127.0.0.1"))));
  }

  @Test
  void aRuleMayResolveAName() throws IOException {
    Matcher cidrs = new Matcher.Cidrs(Set.of(Cidr.parse("10.0.0.0/8")), ResolvePolicy.IF_NEEDED);
    assertEquals(HIT, route(cidrs, "host.example", _ -> List.of(ip("192.0.2.1"), ip("10.1.2.3"))));
    assertEquals(MISS, route(cidrs, "host.example", _ -> List.of(ip("192.0.2.1"))));
    assertEquals(MISS, route(cidrs, "host.example", NameResolver.NONE));
    assertEquals(HIT, route(cidrs, "10.0.0.1", NameResolver.NONE));
  }

  @Test
  void aListMatchesNamesAsNamesAndAddressesAsAddresses() throws IOException {
    HostList list = list("ads.example", "10.0.0.0/8");
    Matcher lists = new ListMatcher(Set.of(list), ResolvePolicy.NEVER);
    assertEquals(HIT, route(lists, "www.ads.example", NameResolver.NONE));
    assertEquals(HIT, route(lists, "10.0.0.1", NameResolver.NONE));
    assertEquals(MISS, route(lists, "host.example", _ -> List.of(ip("10.0.0.1"))));
    list.replace(HostSet.EMPTY);
    assertEquals(MISS, route(lists, "www.ads.example", NameResolver.NONE));
  }

  @Test
  void aListMatchesTheAddressesOfANameIfTheRuleResolves() throws IOException {
    HostList list = list("ads.example", "127.0.0.0/8");
    Matcher lists = new ListMatcher(Set.of(list), ResolvePolicy.IF_NEEDED);
    assertEquals(HIT, route(lists, "host.example", _ -> List.of(ip("127.0.0.1"))));
    assertEquals(HIT, route(lists, "0.0.0.0", NameResolver.NONE));
    assertEquals(MISS, route(lists, "host.example", _ -> List.of(ip("10.0.0.1"))));
    assertEquals(HIT, route(lists, "ads.example", RouterTest::refuse), "without a lookup");
  }

  private static List<InetAddress> refuse(Host.Name name) throws IOException {
    throw new IOException("no lookup of " + name + " is needed");
  }

  private static HostList list(String... lines) {
    HostSet.Builder hosts = new HostSet.Builder();
    HostListParser parser = new HostListParser(hosts);
    for (String line : lines) {
      parser.parse(line.getBytes(StandardCharsets.US_ASCII), line.length());
    }
    HostList list = new HostList("ads", "ads.hosts");
    list.replace(hosts.build());
    return list;
  }

  @Test
  void aNameIsResolvedToSeeWhetherItsAddressIsPrivate() throws IOException {
    Matcher matcher = new Matcher.PrivateTarget();
    assertEquals(HIT, route(matcher, "host.example", _ -> List.of(ip("10.1.2.3"))));
    assertEquals(HIT, route(matcher, "host.example", _ -> List.of(ip("192.0.2.1"), ip("::1"))));
    assertEquals(MISS, route(matcher, "host.example", _ -> List.of(ip("192.0.2.1"))));
    assertEquals(MISS, route(matcher, "host.example", NameResolver.NONE));
    assertEquals(HIT, route(matcher, "0x7f.1", NameResolver.NONE));
    assertEquals(MISS, route(matcher, "192.0.2.1", NameResolver.NONE));
  }

  @Test
  void aRuleMayDependOnTheAddressesOfThisMachine() throws IOException {
    List<Cidr> local = new ArrayList<>(List.of(Cidr.parse("127.0.0.1")));
    Matcher matcher = new Matcher.LocalAddressIn(Set.of(Cidr.parse("10.20.0.0/16")), () -> local);
    assertEquals(MISS, route(matcher, "host.example", NameResolver.NONE));
    local.add(Cidr.parse("10.20.3.4"));
    assertEquals(HIT, route(matcher, "host.example", NameResolver.NONE));
  }

  private static Route route(Matcher matcher, String target, NameResolver names)
      throws IOException {
    Client client =
        new Client("test", Endpoint.UNSPECIFIED, ClientProtocol.SOCKS5, Optional.empty());
    RoutingInput subject =
        new RoutingInput(client, TransportProtocol.TCP, new Endpoint(Host.parse(target), 443));
    return new Router(List.of(new Rule(List.of(matcher), HIT)), MISS).route(subject, names);
  }

  private static InetAddress ip(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
