package io.heddle.policy;

import io.heddle.address.DomainPattern;
import io.heddle.address.DomainPattern.MatchType;
import io.heddle.address.PortRange;
import io.heddle.policy.PolicyEntry.AddressEntry;
import io.heddle.policy.PolicyEntry.NameEntry;
import java.util.List;
import java.util.Optional;

/// Search for entries of `allow` that allow nothing, since an entry of `deny` has all that they have.
public final class DeniedEntries {
  private DeniedEntries() {}

  /// The entry of `deny` that has all of an entry of `allow`. None for a group, which has many names, as
  /// long as it is not denied itself.
  public static Optional<PolicyEntry> denying(PolicyDefinition policy, PolicyEntry allowed) {
    List<PolicyEntry> deny = policy.deny();
    return deny.stream().filter(denied -> covers(denied, allowed)).findFirst();
  }

  private static boolean covers(PolicyEntry denied, PolicyEntry allowed) {
    if (denied instanceof NameEntry outer && allowed instanceof NameEntry inner) {
      return covers(outer.ports(), inner.ports()) && covers(outer.pattern(), inner.pattern());
    }
    if (denied instanceof AddressEntry outer && allowed instanceof AddressEntry inner) {
      return covers(outer.ports(), inner.ports()) && outer.block().contains(inner.block());
    }
    return denied.equals(allowed);
  }

  private static boolean covers(DomainPattern outer, DomainPattern inner) {
    return outer.matches(inner.name())
        && (outer.matchType() == MatchType.WITH_SUBDOMAINS || inner.matchType() == MatchType.EXACT);
  }

  private static boolean covers(Optional<PortRange> outer, Optional<PortRange> inner) {
    return outer.isEmpty()
        || (inner.isPresent()
            && outer.get().first() <= inner.get().first()
            && inner.get().last() <= outer.get().last());
  }
}
