package io.heddle.route;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.heddle.address.Cidr;
import io.heddle.address.Host;
import io.heddle.hostlist.HostList;
import io.heddle.hostlist.HostSet;
import io.heddle.request.ResolvePolicy;
import io.heddle.route.Router.RoutingInput;
import io.heddle.route.Router.RoutingTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Condition that the target is in one of some lists: a name as a name, an address as an address.
///
/// @param resolve whether a target that is a name is resolved, if no list has the name
public record ListMatcher(Set<HostList> lists, ResolvePolicy resolve) implements Matcher {
  @Override
  public boolean matches(RoutingInput input, RoutingTarget target) throws IOException {
    return !namesOf(lists, target, ResolvePolicy.NEVER).isEmpty()
        || (resolve == ResolvePolicy.IF_NEEDED && !namesOf(lists, target, resolve).isEmpty());
  }

  @Override
  public MatchField dimension() {
    return resolve == ResolvePolicy.IF_NEEDED ? MatchField.RESOLVED_LIST : MatchField.LIST;
  }

  @Override
  public Set<?> keys() {
    return lists.stream().map(HostList::name).collect(toUnmodifiableSet());
  }

  /// Names of the lists that have the target.
  static List<String> namesOf(
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

  /// Text about an entry that has the target: its list and its line, and the address if the target is a
  /// name.
  @Override
  public Optional<String> evidence(RoutingTarget target) throws IOException {
    Optional<String> byName =
        target.host() instanceof Host.Name name
            ? lists.stream()
                .flatMap(list -> list.hosts().find(name).map(list::describe).stream())
                .findFirst()
            : Optional.empty();
    return byName.isPresent() ? byName : evidenceOf(addresses(target), target);
  }

  private List<Cidr> addresses(RoutingTarget target) throws IOException {
    return resolve == ResolvePolicy.IF_NEEDED
        ? target.resolvedAddresses()
        : target.literalAddresses();
  }

  private Optional<String> evidenceOf(List<Cidr> addresses, RoutingTarget target) {
    for (Cidr address : addresses) {
      for (HostList list : lists) {
        Optional<String> found = list.hosts().find(address).map(list::describe);
        if (found.isPresent()) {
          return target.host() instanceof Host.Name
              ? found.map(text -> text + " has " + address)
              : found;
        }
      }
    }
    return Optional.empty();
  }
}
