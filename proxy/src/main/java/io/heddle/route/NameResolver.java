package io.heddle.route;

import io.heddle.address.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/// Name lookups for rules that test resolved addresses.
@FunctionalInterface
public interface NameResolver {
  /// Resolver that finds no addresses.
  NameResolver NONE = _ -> List.of();

  /// Resolves `name`. The list is empty if the lookup fails or takes too long.
  ///
  /// @throws IOException if the thread was interrupted
  List<InetAddress> addresses(Host.Name name) throws IOException;
}
