package io.heddle.server;

import io.heddle.inbound.Entrance;
import io.heddle.inbound.Inbound;

/// What is done for the clients of one listener, by one configuration. A new configuration brings a
/// new duty: each request is served by the one that there is when it comes.
///
/// @param entrance what comes before the proxy's protocols
/// @param inbound what is spoken there
record Duty(Entrance entrance, Inbound inbound, Services services) {

  /// The same for a client that has proved to be `user`.
  Duty provenAs(String user) {
    return new Duty(entrance, inbound.provenAs(user), services);
  }
}
