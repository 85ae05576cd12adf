package io.heddle.policy;

import io.heddle.address.AddressForms;
import io.heddle.address.Cidr;
import io.heddle.address.DomainPattern.MatchType;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.address.PortRange;
import io.heddle.policy.PolicyEntry.AddressEntry;
import io.heddle.policy.PolicyEntry.GroupEntry;
import io.heddle.policy.PolicyEntry.NameEntry;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Set of targets that the entries of a policy describe. Immutable.
///
/// Names are found by a hash table. Addresses are compared one by one: a policy has few, and they must
/// fit in all their forms.
final class TargetSet {
  private final Map<String, List<ListedName>> names = new HashMap<>();
  private final List<AddressEntry> addresses = new ArrayList<>();

  /// Entry with a name, and the entry as it is written: the same, or the group that has it.
  private record ListedName(NameEntry entry, PolicyEntry written) {}

  TargetSet(List<PolicyEntry> entries) {
    for (PolicyEntry entry : entries) {
      add(entry);
    }
  }

  private void add(PolicyEntry entry) {
    if (entry instanceof NameEntry name) {
      add(name, name);
    } else if (entry instanceof AddressEntry address) {
      addresses.add(address);
    } else if (entry instanceof GroupEntry group) {
      // Groups have names alone.
      PolicyGroups.shipped().entries(group.name()).forEach(one -> add((NameEntry) one, group));
    }
  }

  private void add(NameEntry name, PolicyEntry written) {
    names
        .computeIfAbsent(name.pattern().name().text(), _ -> new ArrayList<>(1))
        .add(new ListedName(name, written));
  }

  /// The entry, as it is written, that has a target: a name as a name, an address as an address.
  Optional<PolicyEntry> find(Endpoint target) {
    return find(target.host(), Optional.of(target.port()));
  }

  /// The same with any port.
  Optional<PolicyEntry> findHost(Host host) {
    return find(host, Optional.empty());
  }

  private Optional<PolicyEntry> find(Host host, Optional<Integer> port) {
    return host instanceof Host.Name(String name)
        ? findName(name, port)
        : findAddress(((Host.Ip) host).address(), port);
  }

  private Optional<PolicyEntry> findName(String name, Optional<Integer> port) {
    for (int start = 0; start >= 0; start = after(name, start)) {
      for (ListedName listed : names.getOrDefault(name.substring(start), List.of())) {
        NameEntry entry = listed.entry();
        boolean fits = start == 0 || entry.pattern().matchType() == MatchType.WITH_SUBDOMAINS;
        if (fits && has(entry.ports(), port)) {
          return Optional.of(listed.written());
        }
      }
    }
    return Optional.empty();
  }

  /// The beginning of the next label; -1 after the last.
  private static int after(String name, int start) {
    int dot = name.indexOf('.', start);
    return dot < 0 ? -1 : dot + 1;
  }

  /// Whether an entry has an address.
  boolean hasAddresses() {
    return !addresses.isEmpty();
  }

  /// The entry that has an address.
  Optional<PolicyEntry> findAddress(InetAddress address, int port) {
    return findAddress(address, Optional.of(port));
  }

  private Optional<PolicyEntry> findAddress(InetAddress address, Optional<Integer> port) {
    if (addresses.isEmpty()) {
      return Optional.empty();
    }
    List<Cidr> forms = AddressForms.of(address);
    for (AddressEntry entry : addresses) {
      for (Cidr form : forms) {
        if (entry.block().contains(form) && has(entry.ports(), port)) {
          return Optional.of(entry);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean has(Optional<PortRange> ports, Optional<Integer> port) {
    return ports.isEmpty()
        || port.isEmpty()
        || (ports.get().first() <= port.get() && port.get() <= ports.get().last());
  }
}
