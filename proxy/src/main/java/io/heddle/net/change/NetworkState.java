package io.heddle.net.change;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// Fingerprint of the network that this machine is in.
///
/// @param address that the system would use for IPv4, if it has a route
/// @param router first one on the way there, if the system tells it
/// @param prefix of the address that the system would use for IPv6, if it has a route
/// @param tunnels addresses of point-to-point interfaces, sorted; those of IPv6 as prefixes
/// @param resolverLines lines of the files that name the name servers, without comments
public record NetworkState(
    Optional<String> address,
    Optional<String> router,
    Optional<String> prefix,
    List<String> tunnels,
    List<String> resolverLines) {
  private static final String NAME_SERVER = "nameserver ";
  private static final int SHOWN = 4;

  public NetworkState {
    tunnels = List.copyOf(tunnels);
    resolverLines = List.copyOf(resolverLines);
  }

  /// The differences of this state from an earlier one, each as a clause; empty if there are none.
  List<String> differencesFrom(NetworkState before) {
    List<String> found = new ArrayList<>();
    add(found, "local address", before.address.stream().toList(), address.stream().toList());
    add(found, "router", before.router.stream().toList(), router.stream().toList());
    add(found, "IPv6 prefix", before.prefix.stream().toList(), prefix.stream().toList());
    add(found, "tunnels", before.tunnels, tunnels);
    add(found, "name servers", before.nameServers(), nameServers());
    if (!resolverLines.equals(before.resolverLines) && nameServers().equals(before.nameServers())) {
      found.add("other settings of the resolver");
    }
    return found;
  }

  private static void add(List<String> found, String what, List<String> before, List<String> now) {
    if (!before.equals(now)) {
      found.add(what + " " + shown(before) + " → " + shown(now));
    }
  }

  private static String shown(List<String> values) {
    if (values.isEmpty()) {
      return "none";
    }
    String first = String.join(", ", values.subList(0, Math.min(SHOWN, values.size())));
    return values.size() > SHOWN ? first + ", …" : first;
  }

  private List<String> nameServers() {
    SequencedSet<String> servers = new LinkedHashSet<>();
    for (String line : resolverLines) {
      if (line.startsWith(NAME_SERVER)) {
        servers.add(line.substring(NAME_SERVER.length()).strip());
      }
    }
    return List.copyOf(servers);
  }

  // Written out: the generated ones make the JVM spin classes, which takes time.
  @Override
  public boolean equals(Object object) {
    return object instanceof NetworkState other
        && address.equals(other.address)
        && router.equals(other.router)
        && prefix.equals(other.prefix)
        && tunnels.equals(other.tunnels)
        && resolverLines.equals(other.resolverLines);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * address.hashCode() + prefix.hashCode()) + resolverLines.hashCode();
  }
}
