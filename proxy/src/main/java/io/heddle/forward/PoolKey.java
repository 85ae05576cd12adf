package io.heddle.forward;

import io.heddle.address.Endpoint;
import io.heddle.net.Connection;
import io.heddle.request.AddressGuard;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.TargetResolution;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/// Key of connections that can replace one another.
///
/// @param outbound name of the outbound that opened them
/// @param agreed addresses of the target to which the rules have agreed; empty if they did not ask. A
///     connection that is taken for others may lead to an address that they would not allow
/// @param guard of the addresses that they were opened at. Another guard may not permit those
/// @param client only client whose requests they may carry; none if they may carry those of all
record PoolKey(
    String outbound,
    Endpoint target,
    Set<InetAddress> agreed,
    AddressGuard guard,
    Optional<Connection> client) {
  /// Key of the connections for a request, of any client.
  static PoolKey of(String outbound, Forward request) {
    return new PoolKey(
        outbound,
        request.target(),
        request.resolution() instanceof TargetResolution.Resolved resolved
            ? Set.copyOf(resolved.addresses())
            : Set.of(),
        request.resolution().guard(),
        Optional.empty());
  }

  /// The same for connections of one client.
  PoolKey forClient(Connection onlyClient) {
    return new PoolKey(outbound, target, agreed, guard, Optional.of(onlyClient));
  }

  // Explicit, as in Endpoint: the JDK makes those of a record at their first use.
  @Override
  public boolean equals(Object other) {
    return other instanceof PoolKey that
        && target.equals(that.target)
        && outbound.equals(that.outbound)
        && agreed.equals(that.agreed)
        && guard.equals(that.guard)
        && client.equals(that.client);
  }

  @Override
  public int hashCode() {
    return 31 * target.hashCode() + outbound.hashCode();
  }
}
