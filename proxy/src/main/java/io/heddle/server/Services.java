package io.heddle.server;

import io.heddle.dial.OwnAddresses;
import io.heddle.net.IdleWatch;
import io.heddle.outbound.Outbound;
import io.heddle.relay.Carriage;
import io.heddle.relay.Relay;
import io.heddle.route.Router;
import io.heddle.udp.Associations;
import java.time.Duration;
import java.util.Map;

/// What all connections share.
///
/// @param outbounds by the names that the router uses
/// @param own gets the addresses of the server's listeners
public record Services(
    Router router,
    Map<String, Outbound> outbounds,
    OwnAddresses own,
    LiveConnections connections,
    Timeouts timeouts,
    Relay.Limits relayLimits,
    Associations associations,
    IdleWatch idleWatch,
    Carriage carriage) {

  /// How long a stage may take.
  ///
  /// @param handshake from accepting a client to its first complete request
  /// @param connect from routing a request to the stream to its target
  public record Timeouts(Duration handshake, Duration connect) {}
}
