package io.heddle.route;

import io.heddle.address.Cidr;
import io.heddle.address.Host;
import io.heddle.hostlist.HostList;
import io.heddle.hostlist.HostSet;
import io.heddle.request.ResolvePolicy;
import io.heddle.route.Router.RoutingTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Lookup of a target in lists: a name as a name, an address as an address. If a rule wants it, a name
/// that no list has is looked up by its addresses, too.
final class ListLookup {
  private ListLookup() {}

  /// Names of the lists that have the target.
  static List<String> matching(
      Collection<HostList> lists, RoutingTarget target, ResolvePolicy resolve) throws IOException {
    List<String> names = new ArrayList<>();
    for (HostList list : lists) {
      HostSet hosts = list.hosts();
      if (hasLiteral(hosts, target)
          || (resolve == ResolvePolicy.IF_NEEDED && hasAny(hosts, target.resolvedAddresses()))) {
        names.add(list.name());
      }
    }
    return names;
  }

  /// Whether one of the lists has the target.
  static boolean matches(Collection<HostList> lists, RoutingTarget target, ResolvePolicy resolve)
      throws IOException {
    return lists.stream().anyMatch(list -> hasLiteral(list.hosts(), target))
        || (resolve == ResolvePolicy.IF_NEEDED
            && !matching(lists, target, ResolvePolicy.IF_NEEDED).isEmpty());
  }

  private static boolean hasLiteral(HostSet hosts, RoutingTarget target) {
    return target.host() instanceof Host.Name name
        ? hosts.contains(name)
        : hasAny(hosts, target.literalAddresses());
  }

  private static boolean hasAny(HostSet hosts, List<Cidr> addresses) {
    for (Cidr address : addresses) {
      if (hosts.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /// Text about an entry that has the target: its list, its line, and the address if it was resolved.
  static Optional<String> evidence(
      Collection<HostList> lists, RoutingTarget target, ResolvePolicy resolve) throws IOException {
    if (target.host() instanceof Host.Name name) {
      for (HostList list : lists) {
        Optional<String> found = list.hosts().find(name).map(list::describe);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    List<Cidr> addresses =
        resolve == ResolvePolicy.IF_NEEDED ? target.resolvedAddresses() : target.literalAddresses();
    for (Cidr address : addresses) {
      for (HostList list : lists) {
        Optional<String> found = list.hosts().find(address).map(list::describe);
        if (found.isPresent()) {
          return found.map(text -> address + " in " + text);
        }
      }
    }
    return Optional.empty();
  }
}
