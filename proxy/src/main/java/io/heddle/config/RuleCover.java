package io.heddle.config;

import io.heddle.address.Cidr;
import io.heddle.address.DomainPattern;
import io.heddle.address.DomainPattern.MatchType;
import io.heddle.address.Host;
import io.heddle.address.PortRange;
import io.heddle.config.RuleConfig.TargetScope;
import io.heddle.request.ResolvePolicy;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Requests that a rule matches, compared with those of a later rule.
///
/// The comparison is sound, but not complete: if it says that the rule matches all that the later one
/// does, so it is. Two values that cover a third only together are not seen.
final class RuleCover {
  private final RuleConfig rule;
  private final Set<DomainPattern> domains;

  RuleCover(RuleConfig rule) {
    this.rule = rule;
    domains = new HashSet<>(rule.domains());
  }

  /// Whether the rule matches every request.
  boolean coversAll() {
    return covers(RuleConfig.DEFAULT);
  }

  /// Whether the rule matches every request that `later` matches. Each condition of the rule must
  /// follow from the same condition of the other.
  boolean covers(RuleConfig later) {
    return coversNetwork(later)
        && coversSome(rule.ports(), later.ports(), RuleCover::includes)
        && coversSome(rule.users(), later.users(), List::contains)
        && coversSome(rule.programs(), later.programs(), List::contains)
        && coversSome(rule.inbounds(), later.inbounds(), List::contains)
        && coversSome(rule.when().addressIn(), later.when().addressIn(), RuleCover::contains)
        && (rule.scope() == TargetScope.ANY || later.scope() == rule.scope())
        && coversAddresses(later)
        && coversSome(rule.domains(), later.domains(), (_, name) -> matches(name));
  }

  /// Comparison: whether the values of a condition match all that one value of a later rule does.
  private interface ValueCover<T> {
    boolean covers(List<T> values, T later);
  }

  private static <T> boolean coversSome(List<T> values, List<T> later, ValueCover<T> cover) {
    return values.isEmpty()
        || (!later.isEmpty() && later.stream().allMatch(value -> cover.covers(values, value)));
  }

  private boolean coversNetwork(RuleConfig later) {
    return rule.network().isEmpty() || rule.network().equals(later.network());
  }

  /// With `resolve`, the later rule also matches names, by their addresses.
  private boolean coversAddresses(RuleConfig later) {
    return coversSome(rule.cidrs(), later.cidrs(), RuleCover::contains)
        && coversSome(rule.lists(), later.lists(), List::contains)
        && ((rule.cidrs().isEmpty() && rule.lists().isEmpty())
            || rule.resolve() == ResolvePolicy.IF_NEEDED
            || later.resolve() == ResolvePolicy.NEVER);
  }

  private static boolean includes(Collection<PortRange> ranges, PortRange later) {
    return ranges.stream()
        .anyMatch(range -> range.first() <= later.first() && later.last() <= range.last());
  }

  private static boolean contains(Collection<Cidr> blocks, Cidr later) {
    return blocks.stream().anyMatch(block -> block.contains(later));
  }

  /// Whether one of the patterns matches all names that `later` matches.
  private boolean matches(DomainPattern later) {
    if (domains.contains(later)) {
      return true;
    }
    String name = later.name().text();
    for (String above = name; !above.isEmpty(); above = parent(above)) {
      if (domains.contains(new DomainPattern(new Host.Name(above), MatchType.WITH_SUBDOMAINS))) {
        return true;
      }
    }
    return false;
  }

  private static String parent(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }
}
