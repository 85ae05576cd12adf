package io.heddle.udp;

import io.heddle.address.Endpoint;

/// Which way datagrams to a target take.
public sealed interface Way {
  /// From a socket of this proxy to the target itself.
  ///
  /// @param via the way for the log
  record Straight(String via) implements Way {}

  /// Through relays of other proxies.
  record Through(Carrier carrier) implements Way {}

  /// None.
  record Nowhere() implements Way {}

  /// None: the outbound that leads there carries no datagrams.
  record Unable() implements Way {}

  /// Chooses, by the rules of the proxy.
  @FunctionalInterface
  interface Choice {
    /// The way to `target`. Waits only if a rule wants a name looked up.
    Way to(Endpoint target);
  }
}
