package io.heddle.app;

import io.heddle.config.Config;
import io.heddle.config.RuleConfig;
import io.heddle.hostlist.HostList;
import io.heddle.route.Matcher;
import io.heddle.route.Router;
import io.heddle.route.Router.Route;
import io.heddle.route.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Builder of the router from the configured rules.
final class RouterBuilder {
  private RouterBuilder() {}

  /// @throws IOException if the file of a list cannot be used
  static Router router(Config config, HostLists lists) throws IOException {
    Map<String, HostList> byName = lists.of(config);
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < config.rules().size(); i++) {
      RuleConfig rule = config.rules().get(i);
      rules.add(new Rule(matchers(rule, byName), new Route("rules[" + i + "]", rule.to())));
    }
    return new Router(rules, new Route("default", config.defaultOutbound()));
  }

  private static List<Matcher> matchers(RuleConfig rule, Map<String, HostList> lists) {
    List<Matcher> matchers = new ArrayList<>();
    addIfGiven(matchers, rule.domains(), Matcher.Domains::new);
    addIfGiven(matchers, rule.cidrs(), blocks -> new Matcher.Cidrs(blocks, rule.resolve()));
    addIfGiven(
        matchers,
        rule.lists().stream().map(lists::get).toList(),
        named -> new Matcher.Lists(named, rule.resolve()));
    addIfGiven(matchers, rule.ports(), Matcher.Ports::new);
    addIfGiven(matchers, rule.users(), Matcher.Users::new);
    addIfGiven(matchers, rule.inbounds(), Matcher.Inbounds::new);
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
