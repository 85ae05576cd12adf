package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.fault.DatagramFault;
import io.heddle.request.TargetResolution;
import java.util.Optional;

/// Route of the datagrams to one target, chosen by the rules of the proxy.
public sealed interface DatagramRoute {
  /// From a socket of this proxy to the target itself.
  ///
  /// @param via the name of the outbound, for the log
  /// @param resolution addresses by which the rules have decided
  record Direct(String via, TargetResolution resolution) implements DatagramRoute {}

  /// Through the UDP relays of other proxies.
  ///
  /// @param resolution addresses by which the rules have decided, for an upstream that sends the
  ///     datagrams to the target after all
  record Relayed(UdpUpstream upstream, TargetResolution resolution) implements DatagramRoute {}

  /// With a fault of the rule.
  ///
  /// @param route without the fault
  record Faulty(DatagramRoute route, DatagramFault fault) implements DatagramRoute {}

  /// Forbidden: the datagrams are dropped.
  record Blocked() implements DatagramRoute {}

  /// Denied by the policy of the listener: the datagrams are dropped.
  record DeniedByPolicy() implements DatagramRoute {}

  /// Impossible: the chosen outbound carries no datagrams, so they are dropped.
  record Unsupported() implements DatagramRoute {}

  /// Chooses routes by the rules of the proxy.
  interface RouteSelector {
    /// The route of datagrams to `target`. Waits if a rule needs the name of the target looked up;
    /// otherwise it returns at once. Any thread may call this.
    DatagramRoute select(Endpoint target);

    /// The same without waiting; empty if [#select] would wait.
    Optional<DatagramRoute> selectNow(Endpoint target);
  }
}
