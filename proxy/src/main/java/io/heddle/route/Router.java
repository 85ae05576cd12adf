package io.heddle.route;

import io.heddle.address.Cidr;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.TransportProtocol;
import io.heddle.route.RuleBlocks.RuleBlock;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Router of requests: the first rule whose conditions all hold decides.
public final class Router {
  private final RuleBlocks rules;
  private final Route defaultRoute;

  /// @param defaultRoute route of requests that match no rule
  public Router(List<Rule> rules, Route defaultRoute) {
    this(defaultRoute, RuleBlocks.of(rules));
  }

  private Router(Route defaultRoute, RuleBlocks rules) {
    this.rules = rules;
    this.defaultRoute = defaultRoute;
  }

  /// Router with more rules before those of this one, whose indexes are shared.
  public Router withFirst(RuleBlocks first) {
    return first.isEmpty() ? this : new Router(defaultRoute, first.before(rules));
  }

  /// Finds the route of a stream or datagram.
  ///
  /// @param names used only if the decision depends on resolved addresses
  /// @throws IOException if `names` throws it
  public Route route(RoutingInput input, NameResolver names) throws IOException {
    RoutingTarget target = new RoutingTarget(input.target().host(), names);
    List<RuleBlock> blocks = rules.blocks();
    for (int i = 0; i < blocks.size(); i++) {
      RuleBlock block = blocks.get(i);
      OptionalInt first = block.index().firstMatch(input, target);
      if (first.isPresent()) {
        return block.rules().get(first.getAsInt()).route();
      }
    }
    return defaultRoute;
  }

  /// Evaluates the rules one by one up to the first that matches, and reports the result of each
  /// condition. The last rule is the one that [#route] finds by its index.
  ///
  /// @throws IOException if `names` throws it
  public List<RuleEvaluation> explain(RoutingInput input, NameResolver names) throws IOException {
    RoutingTarget target = new RoutingTarget(input.target().host(), names);
    List<RuleEvaluation> verdicts = new ArrayList<>();
    for (RuleBlock block : rules.blocks()) {
      for (Rule rule : block.rules()) {
        RuleEvaluation verdict = RuleEvaluation.of(rule, input, target);
        verdicts.add(verdict);
        if (verdict.matches()) {
          return verdicts;
        }
      }
    }
    return verdicts;
  }

  /// Outbound chosen for a request, and the rule that chose it.
  ///
  /// @param rule name of the rule in the log, such as `rules[3]` or `default`
  /// @param outbound name of the outbound
  /// @param fault what the rule does to the request on purpose
  public record Route(String rule, String outbound, Optional<Fault> fault) {
    /// A route without a fault.
    public Route(String rule, String outbound) {
      this(rule, outbound, Optional.empty());
    }
  }

  /// Properties of a stream or datagram that rules test.
  ///
  /// @param client client that sends it
  /// @param target host and port that it is sent to
  /// @param programs names of the program of the client
  public record RoutingInput(
      Client client, TransportProtocol network, Endpoint target, ProgramNames programs) {
    /// Properties without a program.
    public RoutingInput(Client client, TransportProtocol network, Endpoint target) {
      this(client, network, target, ProgramNames.UNKNOWN);
    }
  }

  /// Target host of one request, with its addresses in the form that rules compare. Resolves a name at
  /// most once. Not thread-safe.
  static final class RoutingTarget {
    private static final InetAddress LOOPBACK_V4 = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress LOOPBACK_V6 = InetAddress.ofLiteral("::1");

    private final Host host;
    private final NameResolver names;
    private List<Cidr> resolved = List.of();
    private boolean isResolved;

    RoutingTarget(Host host, NameResolver names) {
      this.host = host;
      this.names = names;
    }

    Host host() {
      return host;
    }

    /// Whether the addresses are known without a lookup.
    boolean hasAddresses() {
      return isResolved || host instanceof Host.Ip;
    }

    /// The target's address if it is a literal; empty if the target is a name.
    List<Cidr> literalAddresses() {
      return host instanceof Host.Ip(var address) ? blocks(List.of(address)) : List.of();
    }

    /// The target's addresses. A name is resolved at the first call.
    List<Cidr> resolvedAddresses() throws IOException {
      if (!isResolved) {
        isResolved = true;
        resolved =
            host instanceof Host.Name name ? blocks(names.addresses(name)) : literalAddresses();
      }
      return resolved;
    }

    /// Blocks of single addresses. The unspecified address also counts as the loopback address,
    /// because operating systems connect it to the loopback.
    private static List<Cidr> blocks(List<InetAddress> addresses) {
      List<Cidr> blocks = new ArrayList<>(addresses.size());
      for (InetAddress address : addresses) {
        blocks.add(Cidr.of(address));
        if (address.isAnyLocalAddress()) {
          blocks.add(Cidr.of(address instanceof Inet4Address ? LOOPBACK_V4 : LOOPBACK_V6));
        }
      }
      return blocks;
    }
  }
}
