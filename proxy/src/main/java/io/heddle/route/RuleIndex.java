package io.heddle.route;

import io.heddle.address.Host;
import io.heddle.address.PrivateAddresses;
import io.heddle.hostlist.HostList;
import io.heddle.request.ResolvePolicy;
import io.heddle.route.Router.RoutingInput;
import io.heddle.route.Router.RoutingTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Index of the rules, a decision tree of hash tables, which finds the first matching rule without
/// testing each.
///
///     DOMAIN ─┬─ "=a.example" ── PORT ─┬─ block 65979 ── rule 7
///             │                        └─ others ─────── rule 9
///             ├─ "b.example" ─── rule 2
///             └─ others ──────── ADDRESS ─┬─ 10.0.0.0/8 ── USER …
///                                         └─ …
///
/// At each fork, a search follows the branches of the request's keys, and the branch of the rules
/// without a condition in that dimension ("others"). The number of branches depends on the length of
/// the target name and the number of different prefix lengths, not on the number of rules.
final class RuleIndex {
  private final RuleTree root;
  private final PrefixLengths lengths;
  private final List<HostList> lists;
  private final List<Matcher> localNetworks;

  RuleIndex(List<Rule> rules) {
    root = RuleTree.of(rules);
    lengths =
        PrefixLengths.of(
            rules.stream()
                .flatMap(rule -> rule.matchers().stream())
                .filter(matcher -> matcher instanceof Matcher.Cidrs)
                .flatMap(matcher -> ((Matcher.Cidrs) matcher).blocks().stream())
                .distinct()
                .toList());
    lists =
        rules.stream()
            .flatMap(rule -> rule.matchers().stream())
            .filter(matcher -> matcher instanceof ListMatcher)
            .flatMap(matcher -> ((ListMatcher) matcher).lists().stream())
            .distinct()
            .toList();
    localNetworks =
        rules.stream()
            .flatMap(rule -> rule.matcher(MatchField.LOCAL_ADDRESS).stream())
            .distinct()
            .toList();
  }

  /// Position of the first matching rule. A name is resolved only if a rule with a condition on
  /// resolved addresses would come before the first match by all its other conditions.
  OptionalInt firstMatch(RoutingInput input, RoutingTarget target) throws IOException {
    Search search = new Search(new RequestKeys(input, target, this));
    search.visit(root);
    if (search.undecided < search.best) {
      target.resolvedAddresses();
      search.visit(root);
    }
    return search.best == RuleTree.NO_RULE ? OptionalInt.empty() : OptionalInt.of(search.best);
  }

  /// State of one search.
  private static final class Search {
    private final RequestKeys keys;
    private int best = RuleTree.NO_RULE;
    private int undecided = RuleTree.NO_RULE;

    Search(RequestKeys keys) {
      this.keys = keys;
    }

    void visit(RuleTree tree) throws IOException {
      if (tree.first() >= best) {
        return;
      }
      if (!(tree instanceof RuleTree.Fork fork)) {
        best = tree.first();
        return;
      }
      visit(fork.unconstrained());
      if (fork.firstInBranches() >= best) {
        // Keys may be expensive.
        return;
      }
      if (keys.needsLookup(fork.dimension())) {
        visitBranches(fork, keys.withoutLookup(fork.dimension()));
        undecided = Math.min(undecided, fork.firstInBranches());
      } else {
        visitBranches(fork, keys.inDimension(fork.dimension()));
      }
    }

    private void visitBranches(RuleTree.Fork fork, Collection<?> keys) throws IOException {
      for (Object key : keys) {
        RuleTree branch = fork.branches().get(key);
        if (branch != null) {
          visit(branch);
        }
      }
    }
  }

  /// Hash keys of one request: in each dimension, all keys that a matching condition may have. Not
  /// thread-safe.
  static final class RequestKeys {
    private final RoutingInput input;
    private final RoutingTarget target;
    private final RuleIndex index;
    private final Map<MatchField, Collection<?>> cache = new EnumMap<>(MatchField.class);

    RequestKeys(RoutingInput input, RoutingTarget target, RuleIndex index) {
      this.input = input;
      this.target = target;
      this.index = index;
    }

    /// Whether the keys of this dimension need a name lookup that has not been done.
    boolean needsLookup(MatchField dimension) {
      return dimension.needsAddresses() && !target.hasAddresses();
    }

    /// Keys in a dimension that needs a lookup, which are known before it.
    Collection<?> withoutLookup(MatchField dimension) throws IOException {
      return dimension == MatchField.RESOLVED_LIST ? inDimension(MatchField.LIST) : List.of();
    }

    /// Keys in one dimension.
    Collection<?> inDimension(MatchField dimension) throws IOException {
      Collection<?> keys = cache.get(dimension);
      if (keys == null) {
        keys = make(dimension);
        cache.put(dimension, keys);
      }
      return keys;
    }

    private Collection<?> make(MatchField dimension) throws IOException {
      return switch (dimension) {
        case DOMAIN -> patterns(target.host());
        case ADDRESS -> index.lengths.blocksContaining(target.literalAddresses());
        case PORT -> PortPrefixes.containing(input.target().port());
        case USER -> input.client().user().stream().toList();
        case PROGRAM -> input.programs().names();
        case INBOUND -> List.of(input.client().inbound());
        case NETWORK -> List.of(input.network());
        case LIST -> ListMatcher.namesOf(index.lists, target, ResolvePolicy.NEVER);
        case RESOLVED_LIST -> ListMatcher.namesOf(index.lists, target, ResolvePolicy.IF_NEEDED);
        case LOCAL_ADDRESS -> localNetworks();
        case RESOLVED_ADDRESS -> index.lengths.blocksContaining(target.resolvedAddresses());
        case RESOLVED_SCOPE ->
            target.resolvedAddresses().stream().anyMatch(PrivateAddresses::contains)
                ? List.of(true)
                : List.of();
      };
    }

    /// The conditions on the addresses of this machine that hold now.
    private Collection<?> localNetworks() throws IOException {
      List<Object> keys = new ArrayList<>();
      for (Matcher network : index.localNetworks) {
        if (network.matches(input, target)) {
          keys.addAll(network.keys());
        }
      }
      return keys;
    }

    /// All patterns that match the host: for `x.a.b` these are `=x.a.b`, `x.a.b`, `a.b` and `b`.
    private static List<String> patterns(Host host) {
      if (!(host instanceof Host.Name(var name))) {
        return List.of();
      }
      List<String> patterns = new ArrayList<>();
      patterns.add("=" + name);
      patterns.add(name);
      for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        patterns.add(name.substring(dot + 1));
      }
      return patterns;
    }
  }
}
