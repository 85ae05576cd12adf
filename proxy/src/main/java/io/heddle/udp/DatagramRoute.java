package io.heddle.udp;

import io.heddle.address.Endpoint;

/// Which way datagrams to a target take.
public sealed interface DatagramRoute {
  /// From a socket of this proxy to the target itself.
  ///
  /// @param via the way for the log
  record Straight(String via) implements DatagramRoute {}

  /// Through relays of other proxies.
  record Through(UdpUpstream carrier) implements DatagramRoute {}

  /// None.
  record Nowhere() implements DatagramRoute {}

  /// None: the outbound that leads there carries no datagrams.
  record Unable() implements DatagramRoute {}

  /// Chooses, by the rules of the proxy.
  @FunctionalInterface
  interface Choice {
    /// The way to `target`. Waits only if a rule wants a name looked up.
    DatagramRoute to(Endpoint target);
  }
}
