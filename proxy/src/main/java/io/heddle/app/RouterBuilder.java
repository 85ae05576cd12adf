package io.heddle.app;

import io.heddle.config.Config;
import io.heddle.config.FaultConfig;
import io.heddle.config.Percent;
import io.heddle.config.RuleConfig;
import io.heddle.config.Size;
import io.heddle.hostlist.HostList;
import io.heddle.net.InterfaceAddresses;
import io.heddle.route.Fault;
import io.heddle.route.ListMatcher;
import io.heddle.route.Matcher;
import io.heddle.route.ProgramMatcher;
import io.heddle.route.Router;
import io.heddle.route.Router.Route;
import io.heddle.route.Rule;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/// Builder of the router from the configured rules.
public final class RouterBuilder {
  /// Name of the default in the log.
  public static final String DEFAULT = "default";

  private RouterBuilder() {}

  /// Name in the log of the rule at a position of the configuration.
  public static String nameOf(int position) {
    return "rules[" + position + "]";
  }

  /// @throws IOException if the file of a list cannot be used
  static Router router(Config config, HostLists lists) throws IOException {
    Map<String, HostList> byName = lists.of(config);
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < config.rules().size(); i++) {
      rules.add(rule(nameOf(i), config.rules().get(i), byName));
    }
    return new Router(rules, new Route(DEFAULT, config.defaultOutbound()));
  }

  /// @param name of the rule in the log
  /// @param lists by name, among them those of the rule
  static Rule rule(String name, RuleConfig rule, Map<String, HostList> lists) {
    return new Rule(
        matchers(rule, lists), new Route(name, rule.to(), rule.fault().map(RouterBuilder::fault)));
  }

  private static Fault fault(FaultConfig fault) {
    return new Fault(
        fault.delay().orElse(Duration.ZERO),
        fault.jitter().orElse(Duration.ZERO),
        bytes(fault.rate()),
        fault.refuse().map(Percent::perMyriad).orElse(0),
        bytes(fault.resetAfter()));
  }

  private static OptionalLong bytes(Optional<Size> size) {
    return size.isPresent() ? OptionalLong.of(size.get().bytes()) : OptionalLong.empty();
  }

  private static List<Matcher> matchers(RuleConfig rule, Map<String, HostList> lists) {
    List<Matcher> matchers = new ArrayList<>();
    addIfGiven(matchers, rule.domains(), Matcher.Domains::new);
    addIfGiven(matchers, rule.cidrs(), blocks -> new Matcher.Cidrs(blocks, rule.resolve()));
    addIfGiven(
        matchers,
        rule.lists().stream().map(lists::get).toList(),
        named -> new ListMatcher(named, rule.resolve()));
    addIfGiven(matchers, rule.ports(), Matcher.Ports::new);
    addIfGiven(matchers, rule.users(), Matcher.Users::new);
    addIfGiven(matchers, rule.inbounds(), Matcher.Inbounds::new);
    addIfGiven(matchers, rule.programs(), ProgramMatcher::new);
    if (rule.scope() == RuleConfig.TargetScope.PRIVATE) {
      matchers.add(new Matcher.PrivateTarget());
    }
    addIfGiven(
        matchers,
        rule.when().addressIn(),
        blocks -> new Matcher.LocalAddressIn(blocks, InterfaceAddresses::current));
    rule.network().map(Matcher.OnNetwork::new).ifPresent(matchers::add);
    return matchers;
  }

  private static <T> void addIfGiven(
      List<Matcher> matchers, Collection<T> values, Function<Set<T>, Matcher> matcher) {
    if (!values.isEmpty()) {
      matchers.add(matcher.apply(Set.copyOf(values)));
    }
  }
}
