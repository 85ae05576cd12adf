package io.heddle.route;

import io.heddle.address.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/// Resolves names for rules that ask for it.
@FunctionalInterface
public interface NameResolver {
  /// Knows no name.
  NameResolver NONE = _ -> List.of();

  /// The addresses of `name`; none if it has none, or none in time.
  ///
  /// @throws IOException if the thread was interrupted
  List<InetAddress> addresses(Host.Name name) throws IOException;
}
