package io.heddle.route;

import io.heddle.address.Cidr;
import java.io.IOException;
import java.util.List;

/// Addresses of this machine, for rules that depend on the network that it is in.
@FunctionalInterface
public interface LocalAddresses {
  /// The addresses that the network interfaces have now, each as a block of one.
  ///
  /// @throws IOException if the thread was interrupted
  List<Cidr> current() throws IOException;
}
