package io.heddle.forward;

import io.heddle.address.Endpoint;
import io.heddle.net.Connection;
import java.util.Optional;

/// What a connection to the next hop is good for.
///
/// @param way the name of the way by which it goes
/// @param client the only one whose requests it may carry, if it is bound to one
record PoolKey(String way, Endpoint target, Optional<Connection> client) {

  /// The same, for the requests of one client.
  PoolKey of(Connection only) {
    return new PoolKey(way, target, Optional.of(only));
  }
}
