package io.heddle.dial;

import io.heddle.address.Host;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Addresses of names that the configuration gives, without a lookup.
public final class StaticHosts {
  /// No names.
  public static final StaticHosts NONE = new StaticHosts(Map.of());

  private static final String WILDCARD = "*.";

  private final Map<String, List<InetAddress>> addresses;

  /// @param addresses by name; `*.` before a name stands for all names below it
  public StaticHosts(Map<String, List<InetAddress>> addresses) {
    this.addresses = Map.copyOf(addresses);
  }

  /// The addresses of a name: its own, or else those of the longest wildcard above it.
  Optional<List<InetAddress>> find(Host.Name name) {
    if (addresses.isEmpty()) {
      return Optional.empty();
    }
    String text = name.text();
    Optional<List<InetAddress>> found = Optional.ofNullable(addresses.get(text));
    int dot = text.indexOf('.');
    while (found.isEmpty() && dot >= 0) {
      found = Optional.ofNullable(addresses.get(WILDCARD + text.substring(dot + 1)));
      dot = text.indexOf('.', dot + 1);
    }
    return found;
  }
}
