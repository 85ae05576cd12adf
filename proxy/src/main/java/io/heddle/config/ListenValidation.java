package io.heddle.config;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Validation of the addresses of all listeners together: no address is there twice.
final class ListenValidation {
  private ListenValidation() {}

  /// @param admin address of the admin listener
  static void check(List<InboundConfig> inbounds, Optional<Address> admin, BadValues bad) {
    if (inbounds.isEmpty()) {
      bad.add("inbounds", "needs at least one inbound");
    }
    Map<Address, String> seen = new HashMap<>();
    for (int i = 0; i < inbounds.size(); i++) {
      take("inbounds[" + i + "]", inbounds.get(i).listen(), seen, bad);
    }
    admin.ifPresent(listen -> take("admin", listen, seen, bad));
  }

  private static void take(String taker, Address listen, Map<Address, String> seen, BadValues bad) {
    if (listen instanceof Endpoint(var _, int port) && port == 0) {
      return;
    }
    String first = seen.putIfAbsent(listen, taker);
    if (first != null) {
      bad.add(taker + ".listen", listen + " is taken by " + first, first + ".listen");
    }
  }
}
