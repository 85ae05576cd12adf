package io.heddle.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Cidr;
import io.heddle.address.DomainPattern;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.address.PortRange;
import io.heddle.hostlist.HostList;
import io.heddle.hostlist.HostListParser;
import io.heddle.hostlist.HostSet;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Client.ClientProtocol;
import io.heddle.request.ResolvePolicy;
import io.heddle.request.TransportProtocol;
import io.heddle.route.Router.Route;
import io.heddle.route.Router.RoutingInput;
import io.heddle.route.Router.RoutingTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/// Properties of the index: it finds the rule that a scan of the rules finds.
@Tag("codec")
class RuleIndexProperties {
  private static final List<String> LABELS = List.of("a", "b", "example");
  private static final List<String> ADDRESSES =
      List.of("0.0.0.0", "127.0.0.1", "10.0.0.1", "10.128.0.1", "11.0.0.1", "::", "::1", "fd00::1");
  private static final List<HostList> LISTS =
      List.of(
          list("names", "a.example", "=b", "=example"),
          list("addresses", "10.0.0.0/8", "::1"),
          list("both", "b.example", "127.0.0.1", "fd00::/8"));
  private static final List<Cidr> LOCAL =
      List.of(Cidr.parse("127.0.0.1"), Cidr.parse("10.0.0.2"), Cidr.parse("fd00::2"));
  private static final List<String> WORDS = List.of("one", "two", "three");

  @Property(tries = 1000)
  void findsTheRuleThatAScanFinds(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<Rule> rules = some(random, 12, RuleIndexProperties::rule);
    RuleIndex index = new RuleIndex(rules);
    for (int i = 0; i < 20; i++) {
      RoutingInput subject = subject(random);
      assertEquals(
          scan(rules, subject),
          index.firstMatch(subject, destination(subject)),
          () -> "" + subject);
    }
  }

  /// In each rule, a name is resolved only if all other conditions hold.
  @Property(tries = 300)
  void resolvesNamesOnlyIfNeeded(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<Rule> rules = some(random, 6, RuleIndexProperties::rule);
    RoutingInput subject = subject(random);
    List<Host.Name> asked = new ArrayList<>();
    NameResolver spy =
        name -> {
          asked.add(name);
          return addresses(name);
        };
    new RuleIndex(rules).firstMatch(subject, new RoutingTarget(subject.target().host(), spy));
    assertEquals(expectedLookups(rules, subject), asked.size());
  }

  /// The explanation ends at the rule that the index finds, and needs the same lookups.
  /// Rules that are put before others have the effect of one list.
  @Property(tries = 300)
  void rulesBeforeOthersAreAsOneList(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<Rule> first = numbered(some(random, 5, RuleIndexProperties::rule), "first");
    List<Rule> last = numbered(some(random, 5, RuleIndexProperties::rule), "last");
    List<Rule> all = Stream.concat(first.stream(), last.stream()).toList();
    Route fallback = new Route("default", "outbound");
    Router joined = new Router(last, fallback).withFirst(RuleBlocks.NONE.with(first));
    Router one = new Router(all, fallback);
    for (int i = 0; i < 10; i++) {
      RoutingInput subject = subject(random);
      List<Host.Name> asked = new ArrayList<>();
      List<Host.Name> askedByOne = new ArrayList<>();
      assertEquals(
          one.route(subject, spy(askedByOne)),
          joined.route(subject, spy(asked)),
          () -> "" + subject);
      assertEquals(askedByOne.size(), asked.size(), () -> "lookups for " + subject);
      assertEquals(
          one.explain(subject, RuleIndexProperties::addresses),
          joined.explain(subject, RuleIndexProperties::addresses));
    }
  }

  private static NameResolver spy(List<Host.Name> asked) {
    return name -> {
      asked.add(name);
      return addresses(name);
    };
  }

  private static List<Rule> numbered(List<Rule> rules, String name) {
    return IntStream.range(0, rules.size())
        .mapToObj(i -> new Rule(rules.get(i).matchers(), new Route(name + i, "outbound")))
        .toList();
  }

  @Property(tries = 300)
  void theExplanationEndsAtTheMatchingRule(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<Rule> rules = some(random, 6, RuleIndexProperties::rule);
    RoutingInput subject = subject(random);
    List<Host.Name> asked = new ArrayList<>();
    NameResolver spy =
        name -> {
          asked.add(name);
          return addresses(name);
        };
    Router router = new Router(rules, new Route("default", "outbound"));
    List<RuleEvaluation> verdicts = router.explain(subject, spy);
    OptionalInt first = scan(rules, subject);
    assertEquals(first.isPresent() ? first.getAsInt() + 1 : rules.size(), verdicts.size());
    assertEquals(first.isPresent(), !verdicts.isEmpty() && verdicts.getLast().matches());
    assertEquals(expectedLookups(rules, subject), asked.size());
  }

  private static int expectedLookups(List<Rule> rules, RoutingInput subject) throws IOException {
    for (Rule rule : rules) {
      List<Matcher> plain =
          rule.matchers().stream().filter(m -> !m.dimension().needsAddresses()).toList();
      if (new Rule(plain, rule.route()).matches(subject, destination(subject))) {
        boolean undecided =
            rule.matchers().stream()
                .anyMatch(m -> m.dimension().needsAddresses() && !hasName(m, subject));
        return undecided && subject.target().host() instanceof Host.Name ? 1 : 0;
      }
    }
    return 0;
  }

  /// Whether it holds for a name by a list that has the name.
  private static boolean hasName(Matcher matcher, RoutingInput subject) {
    return matcher instanceof ListMatcher(var lists, var _)
        && subject.target().host() instanceof Host.Name name
        && lists.stream().anyMatch(list -> list.hosts().contains(name));
  }

  private static OptionalInt scan(List<Rule> rules, RoutingInput subject) throws IOException {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).matches(subject, destination(subject))) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private static RoutingTarget destination(RoutingInput subject) {
    return new RoutingTarget(subject.target().host(), RuleIndexProperties::addresses);
  }

  /// Some names have an address, some have two, some none.
  private static List<InetAddress> addresses(Host.Name name) {
    return some(new Random(name.hashCode()), 2, r -> InetAddress.ofLiteral(one(r, ADDRESSES)));
  }

  private static Rule rule(Random random) {
    List<Matcher> matchers = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      matchers.add(new Matcher.Domains(Set.copyOf(some(random, 3, RuleIndexProperties::pattern))));
    }
    if (random.nextInt(3) == 0) {
      matchers.add(new Matcher.Cidrs(blocks(random), ResolvePolicy.NEVER));
    } else if (random.nextInt(3) == 0) {
      matchers.add(new Matcher.Cidrs(blocks(random), ResolvePolicy.IF_NEEDED));
    }
    if (random.nextInt(4) == 0) {
      matchers.add(new Matcher.PrivateTarget());
    }
    if (random.nextInt(4) == 0) {
      matchers.add(new Matcher.LocalAddressIn(blocks(random), () -> LOCAL));
    }
    if (random.nextInt(3) == 0) {
      ResolvePolicy resolve = one(random, List.of(ResolvePolicy.values()));
      matchers.add(
          new ListMatcher(Set.copyOf(List.of(one(random, LISTS), one(random, LISTS))), resolve));
    }
    if (random.nextInt(3) == 0) {
      matchers.add(new Matcher.Ports(Set.copyOf(some(random, 3, RuleIndexProperties::range))));
    }
    if (random.nextInt(4) == 0) {
      matchers.add(new Matcher.Users(Set.copyOf(some(random, 2, r -> one(r, WORDS)))));
    }
    if (random.nextInt(4) == 0) {
      matchers.add(new ProgramMatcher(Set.copyOf(some(random, 2, r -> one(r, WORDS)))));
    }
    if (random.nextInt(4) == 0) {
      matchers.add(new Matcher.Inbounds(Set.copyOf(some(random, 2, r -> one(r, WORDS)))));
    }
    if (random.nextInt(4) == 0) {
      matchers.add(new Matcher.OnNetwork(one(random, List.of(TransportProtocol.values()))));
    }
    return new Rule(matchers, new Route("rule", "outbound"));
  }

  private static HostList list(String name, String... lines) {
    HostSet.Builder hosts = new HostSet.Builder();
    HostListParser parser = new HostListParser(hosts);
    for (String line : lines) {
      parser.parse(line.getBytes(StandardCharsets.US_ASCII), line.length());
    }
    HostList list = new HostList(name, name);
    list.replace(hosts.build());
    return list;
  }

  private static RoutingInput subject(Random random) {
    Host host =
        random.nextBoolean()
            ? name(random)
            : new Host.Ip(InetAddress.ofLiteral(one(random, ADDRESSES)));
    Optional<String> user =
        random.nextBoolean() ? Optional.of(one(random, WORDS)) : Optional.empty();
    Client client =
        new Client(one(random, WORDS), Endpoint.UNSPECIFIED, ClientProtocol.SOCKS5, user);
    List<String> programs = random.nextBoolean() ? some(random, 2, r -> one(r, WORDS)) : List.of();
    return new RoutingInput(
        client,
        one(random, List.of(TransportProtocol.values())),
        new Endpoint(host, port(random)),
        () -> programs);
  }

  private static DomainPattern pattern(Random random) {
    return new DomainPattern(name(random), one(random, List.of(DomainPattern.MatchType.values())));
  }

  private static Host.Name name(Random random) {
    List<String> labels = some(random, 3, r -> one(r, LABELS));
    return new Host.Name(labels.isEmpty() ? "c" : String.join(".", labels));
  }

  /// At least one, as in any configuration.
  private static Set<Cidr> blocks(Random random) {
    List<Cidr> blocks = some(random, 3, RuleIndexProperties::block);
    return blocks.isEmpty() ? Set.of(block(random)) : Set.copyOf(blocks);
  }

  private static Cidr block(Random random) {
    Cidr address = Cidr.of(InetAddress.ofLiteral(one(random, ADDRESSES)));
    return address.withLength(random.nextInt(address.length() + 1));
  }

  private static PortRange range(Random random) {
    int one = port(random);
    int other = port(random);
    return new PortRange(Math.min(one, other), Math.max(one, other));
  }

  private static int port(Random random) {
    return random.nextBoolean() ? 1 + random.nextInt(8) : 1 + random.nextInt(65535);
  }

  private static <T> T one(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private interface Maker<T> {
    T make(Random random);
  }

  /// Zero to `most` of them.
  private static <T> List<T> some(Random random, int most, Maker<T> maker) {
    List<T> values = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      values.add(maker.make(random));
    }
    return values;
  }
}
